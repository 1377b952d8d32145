"""The subscriber's side of WebSub (W3C, 2018): a hub calls when the feed has something new."""
