"""The path of an alert: each file is a station, from the watcher, who sees a post, to the courier, who delivers it."""
