"""The commands of ``cotejo``, one file each; `command` is the click command."""
