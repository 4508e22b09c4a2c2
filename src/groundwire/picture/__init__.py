"""The picture folder: files of strangers with their metadata, read and never written."""
