"""The live page: a server for one analyst or a small group, over one folder of runs."""
