//! `robots.txt` (RFC 9309): what a host asks visitors to leave alone.

/// The name under which we come.
pub(crate) const NAME: &str = "hearsay";

/// What a host asks of us.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rules {
    /// Pattern of a path, and whether what it matches is allowed.
    rules: Vec<(String, bool)>,
    /// Seconds between two requests.
    pub(crate) delay: Option<f32>,
}

/// More rules than this are not kept.
const RULES: usize = 5000;

/// A longer pattern is not one; matching takes the product of both lengths.
const PATTERN: usize = 2000;

impl Rules {
    /// The rules for us in `text`: those of the groups that name us, else of the groups for all.
    pub(crate) fn of(text: &str) -> Rules {
        let (mut ours, mut all): (Option<Rules>, Rules) = (None, Rules::default());
        // Which of the two the lines at hand belong to, and whether names of visitors still follow.
        let (mut us, mut everyone, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{FEFF}').lines() {
            let line = line.split('#').next().unwrap_or(line);
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    (us, everyone, naming) = (false, false, true);
                }
                let name = value.split(['/', ' ']).next().unwrap_or(value);
                everyone |= name == "*";
                if name.eq_ignore_ascii_case(NAME) {
                    us = true;
                    ours.get_or_insert_default();
                }
                continue;
            }
            let group = [ours.as_mut().filter(|_| us), Some(&mut all).filter(|_| everyone)];
            match key.as_str() {
                "allow" | "disallow" => {
                    naming = false;
                    for rules in group.into_iter().flatten() {
                        if !value.is_empty() && value.len() <= PATTERN && rules.rules.len() < RULES {
                            rules.rules.push((value.to_owned(), key == "allow"));
                        }
                    }
                }
                "crawl-delay" => {
                    naming = false;
                    let delay = value.parse().ok().filter(|delay: &f32| delay.is_finite() && *delay >= 0.0);
                    group.into_iter().flatten().for_each(|rules| rules.delay = rules.delay.or(delay));
                }
                _ => {}
            }
        }
        ours.unwrap_or(all)
    }

    /// Whether `path`, with its query, may be asked for. The longest pattern that matches decides, for us where two tie.
    pub(crate) fn allow(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(pattern, _)| matches(pattern.as_bytes(), path.as_bytes()));
        matching.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

/// Whether `pattern` matches from the beginning of `path`: `*` is anything, `$` at the end is the end.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, ends) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let path = &path[..path.len().min(PATTERN)];
    let mut parts = pattern.split(|byte| *byte == b'*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return !ends || rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if ends && parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let found = if part.is_empty() { Some(0) } else { rest.windows(part.len()).position(|here| here == part) };
        let Some(at) = found else { return false };
        rest = &rest[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_that_names_us_counts() {
        let text = "User-agent: other\nDisallow: /\n\nUser-agent: Hearsay/2\nUser-agent: third\nDisallow: /private # not here\n\
            Crawl-delay: 2.5\n\nUser-agent: *\nDisallow: /all\n";
        let ours = Rules::of(text);
        assert!(!ours.allow("/private/x") && ours.allow("/all") && ours.allow("/"));
        assert_eq!(ours.delay, Some(2.5));
        let all = Rules::of("User-agent: *\nDisallow: /all\nUser-agent: *\nDisallow: /more\nSitemap: x");
        assert!(!all.allow("/all") && !all.allow("/more") && all.allow("/x"));
        assert!(Rules::of("User-agent: *\nDisallow:").allow("/x"));
        assert!(Rules::of("User-agent: hearsay\nAllow: /\nUser-agent: *\nDisallow: /").allow("/x"));
        assert!(Rules::of("<html>not found").allow("/x"));
    }

    #[test]
    fn the_longest_pattern_decides() {
        let rules = Rules::of("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /*.pdf$\nDisallow: /*?print=*&x");
        assert!(!rules.allow("/a/c") && rules.allow("/a/b/c") && rules.allow("/"));
        assert!(!rules.allow("/x/y.pdf") && rules.allow("/x/y.pdf?z"));
        assert!(!rules.allow("/n?print=1&x=2") && rules.allow("/n?print=1"));
        assert!(Rules::of("User-agent: *\nDisallow: /a\nAllow: /a").allow("/a"));
    }
}
