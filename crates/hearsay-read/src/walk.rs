//! Folders: every file in them, in order of the names, hidden ones left out.

use crate::format::Flow;
use crate::{Origin, ReadError};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Hands over each file of `folder` and of the folders in it, `depth` deep.
pub(crate) fn files(
    folder: &Path,
    depth: usize,
    found: &mut dyn FnMut(Result<PathBuf, ReadError>) -> Flow,
) -> ControlFlow<()> {
    let origin = Origin::of(folder.display().to_string());
    let mut entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect::<Vec<_>>(),
        Err(cause) => return found(Err(ReadError::io(&origin, cause))),
    };
    entries.sort();
    for path in entries {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        // A link to a folder is not followed: it could lead back here.
        let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        if is_folder && depth > 0 {
            files(&path, depth - 1, found)?;
        } else if path.is_file() {
            found(Ok(path))?;
        }
    }
    ControlFlow::Continue(())
}
