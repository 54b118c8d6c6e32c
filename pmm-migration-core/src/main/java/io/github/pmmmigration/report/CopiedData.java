package io.github.pmmmigration.report;

/**
 * What a verified backup or copy of the data holds.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param entries files, folders and whatever else there is
 * @param bytes bytes in its regular files
 * @param cloned whether the file system made it of clones: it shares its room on disk with the data, until that changes
 * @since 0.1
 */
public record CopiedData(long entries, long bytes, boolean cloned) {}
