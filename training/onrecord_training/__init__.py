"""Trains the encoder that onrecord ships: PolNeAR in, one ONNX file and one safetensors file out."""
