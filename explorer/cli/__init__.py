"""The command line: one module a subcommand, all without a window unless the subcommand is about one."""
