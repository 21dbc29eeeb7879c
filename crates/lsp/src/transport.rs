//! Messages over two streams of bytes.
//!
//! `lsp_server::Connection::stdio` ends at the first message that it can't read, and allocates whatever size the other side states;
//! here such a message is passed over, and the editor is told.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Sender, bounded, unbounded};
use lsp_server::{Connection, Message, Notification};
use lsp_types::notification::{Exit, LogMessage, Notification as _};
use lsp_types::{LogMessageParams, MessageType};

/// The longest message that is read, in bytes.
const MOST: u64 = 64 << 20;
/// The longest line of a message's head that is read, in bytes.
const HEAD_LINE: u64 = 4096;

/// A connection to whoever writes `input` and reads `output`, and the thread that writes.
///
/// When the connection is dropped after `exit` or the end of the input, the thread writes what is left and ends: join it.
pub fn over<R, W>(input: R, output: W) -> (Connection, JoinHandle<io::Result<()>>)
where
    R: BufRead + Send + 'static,
    W: Write + Send + 'static,
{
    let (sender, to_write) = unbounded::<Message>();
    let (incoming, receiver) = bounded::<Message>(64);
    let complaints = sender.clone();
    let mut output = output;
    let writer =
        thread::spawn(move || to_write.into_iter().try_for_each(|message| message.write(&mut output)));
    thread::spawn(move || read_all(input, &incoming, &complaints));
    (Connection { sender, receiver }, writer)
}

fn read_all(mut input: impl BufRead, incoming: &Sender<Message>, complaints: &Sender<Message>) {
    // One complaint for a stretch that can't be read, however long.
    let mut complained = false;
    loop {
        match read(&mut input) {
            Ok(Frame::Message(message)) => {
                complained = false;
                let is_exit = matches!(&message, Message::Notification(it) if it.method == Exit::METHOD);
                if incoming.send(message).is_err() || is_exit {
                    return;
                }
            }
            Ok(Frame::Malformed(why)) => {
                let told = complained || complaints.send(log(MessageType::ERROR, &why).into()).is_ok();
                if !told {
                    return;
                }
                complained = true;
            }
            Ok(Frame::End) | Err(_) => return,
        }
    }
}

enum Frame {
    Message(Message),
    Malformed(String),
    End,
}

/// Reads one message: lines of a head, an empty line, and as many bytes of JSON as the head says.
fn read(input: &mut impl BufRead) -> io::Result<Frame> {
    let mut length: Option<u64> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(HEAD_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(Frame::End);
        }
        let text = String::from_utf8_lossy(line.trim_ascii()).to_ascii_lowercase();
        if text.is_empty() {
            break;
        }
        // Anywhere in the line: what is left of a message that was longer than it said may stand before it.
        if let Some((_, stated)) = text.rsplit_once("content-length:") {
            length = stated.trim().parse().ok();
        }
    }
    let Some(length) = length else {
        return Ok(Frame::Malformed("a message without Content-Length is passed over".into()));
    };
    if length > MOST {
        io::copy(&mut input.take(length), &mut io::sink())?;
        return Ok(Frame::Malformed(format!(
            "a message of {length} bytes is passed over: {MOST} are the most"
        )));
    }
    let mut body = Vec::new();
    input.by_ref().take(length).read_to_end(&mut body)?;
    Ok(match serde_json::from_slice(&body) {
        Ok(message) => Frame::Message(message),
        Err(_) if (body.len() as u64) < length => Frame::End,
        Err(error) => Frame::Malformed(format!("a message that can't be read is passed over: {error}")),
    })
}

/// What the editor keeps in its log.
pub(crate) fn log(typ: MessageType, message: &str) -> Notification {
    Notification::new(LogMessage::METHOD.to_owned(), LogMessageParams { typ, message: message.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};
    use std::time::Duration;

    use super::*;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// The methods of the messages that come through.
    fn through(input: String) -> Vec<String> {
        let (connection, _writer) = over(BufReader::with_capacity(7, Cursor::new(input)), io::sink());
        let mut methods = Vec::new();
        while let Ok(Message::Notification(message)) =
            connection.receiver.recv_timeout(Duration::from_secs(5))
        {
            methods.push(message.method);
        }
        methods
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let good = |method: &str| framed(&format!(r#"{{"jsonrpc":"2.0","method":"{method}"}}"#));
        let input = [
            good("one"),
            framed("{\"jsonrpc\":"),
            framed("[[[[[[]"),
            framed(&"[".repeat(100_000)),
            "Content-Length: many\r\n\r\n".into(),
            "\r\n\r\nwhat\r\n".into(),
            good("two"),
            format!("Content-Type: x\r\ncontent-length:{}", &good("three")["Content-Length:".len()..]),
            format!("left over{}", good("four")),
            "Content-Length: 99999999999999999999\r\n\r\n".into(),
            good("exit"),
            good("after"),
        ];
        assert_eq!(through(input.concat()), ["one", "two", "three", "four", "exit"]);
    }

    #[test]
    fn a_size_that_is_a_lie_takes_no_memory() {
        let lie = format!("Content-Length: {}\r\n\r\n{{}}", u64::MAX);
        assert_eq!(through(lie), Vec::<String>::new());
        assert_eq!(through("Content-Length: 60000000\r\n\r\n{}".into()), Vec::<String>::new());
    }
}
