// What every route is given: the open workspace, the clock, and who is asking.
