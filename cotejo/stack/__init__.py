"""The whole stack on one machine: the same services and commands as in `docker-compose.yml`, as child processes."""
