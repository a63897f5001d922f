//! Lines of a stream, each bounded in length, without holding more than one.

use std::io::{self, BufRead};

/// What was found up to the next end of line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The line, without its end.
    Whole(Vec<u8>),
    /// A line longer than the limit; it was skipped.
    TooLong,
    /// There is no more.
    End,
}

/// The next line.
pub(crate) fn next_line(bytes: &mut dyn BufRead, limit: usize) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut read_any = false;
    let mut too_long = false;
    loop {
        let buffer = match bytes.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        read_any = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        if line.len() + part.len() > limit {
            too_long = true;
            line = Vec::new();
        }
        if !too_long {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        bytes.consume(used);
        if end.is_some() {
            break;
        }
    }
    if too_long {
        return Ok(Line::TooLong);
    }
    if !read_any {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Line::Whole(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, limit: usize, buffer: usize) -> Vec<Line> {
        let mut bytes = io::BufReader::with_capacity(buffer, text.as_bytes());
        let mut lines = Vec::new();
        loop {
            match next_line(&mut bytes, limit).expect("memory does not fail") {
                Line::End => return lines,
                line => lines.push(line),
            }
        }
    }

    #[test]
    fn lines_are_whole_whatever_the_buffer() {
        for buffer in 1..20 {
            let expected: Vec<_> =
                ["one", "", "three"].iter().map(|line| Line::Whole(line.as_bytes().to_vec())).collect();
            assert_eq!(all("one\r\n\nthree", 100, buffer), expected);
        }
    }

    #[test]
    fn a_long_line_is_skipped_and_the_next_one_read() {
        for buffer in 1..20 {
            assert_eq!(all("0123456789\nab\n", 5, buffer), [Line::TooLong, Line::Whole(b"ab".to_vec())]);
        }
    }
}
