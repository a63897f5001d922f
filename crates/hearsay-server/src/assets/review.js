// The review desk by keyboard, words taken from the text by selecting them, files dropped, claims that appear as they are
// found. Without it everything works by forms and links.
(() => {
  "use strict";
  const by = (id) => document.getElementById(id);

  // One key a decision, unless somebody is typing.
  const keys = {
    a: () => by("accept")?.click(),
    u: () => by("unsure")?.click(),
    r: () => by("ground")?.focus(),
    c: () => document.querySelector(".correct select, .correct input:not([type=hidden])")?.focus(),
    j: () => by("next")?.click(),
    k: () => by("previous")?.click(),
    "?": () => {
      const help = by("keys");
      if (!help) return;
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "Escape" && typing) typing.blur();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  // A form is sent once.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // Words selected in the text go into the field that was chosen last.
  let chosen = null;
  for (const field of document.querySelectorAll("[data-words]")) {
    field.addEventListener("focus", () => { chosen = field; });
  }
  by("passage")?.addEventListener("mouseup", () => {
    const words = String(getSelection()).replace(/\s+/g, " ").trim();
    if (chosen && words) {
      chosen.value = words;
      chosen.focus();
    }
  });

  // Files can be dropped.
  const drop = document.querySelector(".drop");
  const files = by("files");
  if (drop && files) {
    const over = (on) => (event) => {
      event.preventDefault();
      drop.classList.toggle("over", on);
    };
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (event) => {
      over(false)(event);
      files.files = event.dataTransfer.files;
    });
  }

  // Claims appear as they are found.
  const found = by("found");
  const state = by("state");
  if (found?.dataset.events && "EventSource" in window) {
    const events = new EventSource(`${found.dataset.events}?after=${found.children.length}`);
    events.addEventListener("report", (event) => {
      if (Number(event.lastEventId) === found.children.length + 1) found.insertAdjacentHTML("beforeend", event.data);
    });
    events.addEventListener("state", (event) => { if (state) state.textContent = event.data; });
    events.addEventListener("end", () => events.close());
  }
})();
