//! Sizes in words.

const MIB: u64 = 1024 * 1024;

/// A size in words, rounded up so that a size over a limit never reads like the limit.
pub(super) fn mebibytes(bytes: u64) -> String {
    if bytes < MIB {
        return format!("{} KiB", bytes.div_ceil(1024));
    }
    let tenths = bytes.saturating_mul(10).div_ceil(MIB);
    if tenths.is_multiple_of(10) {
        format!("{} MiB", tenths / 10)
    } else {
        format!("{}.{} MiB", tenths / 10, tenths % 10)
    }
}

/// Why a file is not taken in, if it is over the limit.
pub(super) fn too_large(size: u64, limit: u64) -> Option<String> {
    (size > limit).then(|| {
        format!(
            "the file is {}; the limit is {}. Leave it out, or drop the part that describes the release",
            mebibytes(size),
            mebibytes(limit)
        )
    })
}

/// The first line that is too long, in words.
pub(super) fn long_line(text: &str, limit: usize) -> Option<String> {
    let (index, line) = text.split('\n').enumerate().find(|(_, line)| line.len() > limit)?;
    Some(format!(
        "line {} is {} long; the limit is {}. Break the line, or leave the file out",
        index + 1,
        mebibytes(line.len() as u64),
        mebibytes(limit as u64)
    ))
}
