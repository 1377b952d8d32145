"""The gateway: websockets, the sessions that outlive them, and the events they carry."""
