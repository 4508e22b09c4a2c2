"""``Encoders`` that load each model at its first use and keep it for the life of the process."""

from __future__ import annotations

from functools import cached_property

from groundwire.protocols import Embedding, Judge, StaticEmbedding, Syntax


class LazyEncoders:
    """Hands out the models; nothing heavy is imported before the first one is asked for."""

    @cached_property
    def syntax(self) -> Syntax:
        """The parser."""
        from groundwire.encoders import syntax

        return syntax.make()

    @cached_property
    def embedding(self) -> Embedding:
        """The embedding model."""
        from groundwire.encoders import embedding

        return embedding.make()

    @cached_property
    def static(self) -> StaticEmbedding:
        """The embedding that reports are skimmed with."""
        from groundwire.encoders import static

        return static.make()

    @cached_property
    def entailment(self) -> Judge:
        """The entailment model."""
        from groundwire.encoders import entailment

        return entailment.make()
