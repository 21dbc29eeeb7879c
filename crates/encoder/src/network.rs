use std::sync::Arc;

use rten::{Model, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::{NdTensor, NdTensorView};

use crate::EncoderError;

/// What runs the neural network: token ids in, scores out. Another engine can take rten's place behind it.
pub trait Network: Send + Sync {
    /// Reads one window of word pieces (`ids` and `types` of one length, at most 512) on the calling thread.
    ///
    /// # Errors
    /// If the engine can't run the model.
    fn score(&self, ids: &[i32], types: &[i32]) -> Result<Scores, EncoderError>;
}

/// What the network says of each word piece of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// Logit: the piece begins the word that anchors a cue.
    pub anchor: Vec<f32>,
    /// `4 * HIDDEN` numbers a piece, which the role head reads in pairs.
    pub pair: Vec<f32>,
    /// A logit a piece for each label of a name.
    pub names: Vec<f32>,
    /// A logit a piece for each kind of mention that a word may head, the first for none.
    pub mention: Vec<f32>,
    /// `4 * LINK` numbers a piece, which the link head reads in pairs.
    pub link: Vec<f32>,
}

/// The model in ONNX, run by rten.
pub struct RtenNetwork {
    model: Model,
    inputs: [NodeId; 2],
    outputs: [NodeId; 5],
}

thread_local! {
    /// rten moves its work to a pool. With a pool of one thread for each calling thread, documents run in parallel,
    /// each window on one thread, and none waits for another.
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl RtenNetwork {
    /// Loads a model from the bytes of an ONNX file.
    ///
    /// # Errors
    /// If they are no ONNX model, or one without the inputs `ids`, `types` and the outputs `anchor`, `pair`, `names`,
    /// `mention`, `link`.
    pub fn load(model: &'static [u8]) -> Result<RtenNetwork, EncoderError> {
        let mut options = rten::ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = options.load_static_slice(model).map_err(|e| EncoderError::new("load the model", e))?;
        let node = |name| {
            model.node_id(name).map_err(|e| EncoderError::new("find an input or output of the model", e))
        };
        let inputs = [node("ids")?, node("types")?];
        let outputs = [node("anchor")?, node("pair")?, node("names")?, node("mention")?, node("link")?];
        Ok(RtenNetwork { model, inputs, outputs })
    }
}

impl Network for RtenNetwork {
    fn score(&self, ids: &[i32], types: &[i32]) -> Result<Scores, EncoderError> {
        let ids = NdTensorView::from_data([1, ids.len()], ids);
        let types = NdTensorView::from_data([1, types.len()], types);
        let inputs = vec![(self.inputs[0], ids.into()), (self.inputs[1], types.into())];
        let options = RunOptions::default().with_thread_pool(Some(POOL.with(Arc::clone)));
        let [anchor, pair, names, mention, link] = self
            .model
            .run_n(inputs, self.outputs, Some(options))
            .map_err(|e| EncoderError::new("run the model", e))?;
        let anchor: NdTensor<f32, 2> =
            anchor.try_into().map_err(|e| EncoderError::new("read the model's answer", e))?;
        let rows = |value: Value| -> Result<Vec<f32>, EncoderError> {
            let rows: NdTensor<f32, 3> =
                value.try_into().map_err(|e| EncoderError::new("read the model's answer", e))?;
            Ok(rows.into_data())
        };
        Ok(Scores {
            anchor: anchor.into_data(),
            pair: rows(pair)?,
            names: rows(names)?,
            mention: rows(mention)?,
            link: rows(link)?,
        })
    }
}
