// What the pages do more where scripts run: the search by "/", and a word when the ledger has grown. Nothing needs it.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
  });

  // A page that shows the ledger as it is now tells when it no longer does.
  const head = document.getElementById("head");
  if (!head || head.dataset.then !== undefined || !window.EventSource) return;
  const shown = Number(head.dataset.entry);
  const events = new EventSource("/events");
  events.addEventListener("ledger", (event) => {
    const { entry } = JSON.parse(event.data);
    if (entry <= shown || document.getElementById("grown")) return;
    const word = document.createElement("p");
    word.id = "grown";
    word.setAttribute("role", "status");
    word.append("The ledger has grown since. ");
    const again = document.createElement("a");
    again.href = location.href;
    again.textContent = "Show it";
    again.addEventListener("click", (click) => {
      click.preventDefault();
      location.reload();
    });
    word.append(again);
    head.after(word);
  });
  window.addEventListener("pagehide", () => events.close());
})();
