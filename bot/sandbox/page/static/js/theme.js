// Gives the page the remembered theme before it is first painted; without one the system's choice stands.
document.documentElement.dataset.theme = localStorage.getItem("sokbo.theme") ?? "auto";
