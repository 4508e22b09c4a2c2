"""How well who said what is read: on PolNeAR, and on direct quotations with their speakers resolved by hand."""
