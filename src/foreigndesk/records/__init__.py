"""Records that travel between the stages: frozen, slotted, without behaviour beyond their own fields."""
