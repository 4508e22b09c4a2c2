"""What the newsroom's tables say: facts found and told, names linked to rows, and drafts read and counted again.

Pure work: tables come in as ``protocols.Table``."""
