// Joins the parts of a statement: pointing at one shows the others, a click keeps them shown.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  let kept = [];

  const ids = (element) => element.dataset.s.split(" ");
  const narrowest = (element) => ids(element).slice(-1);
  const parts = (id) => document.querySelectorAll(`[data-s~="${id}"]`);

  function show(shown) {
    document.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
    document.querySelectorAll("article.picked").forEach((article) => article.classList.remove("picked"));
    for (const id of shown) {
      for (const part of parts(id)) {
        part.classList.add("on");
        part.closest("article").classList.add("picked");
      }
    }
  }

  function reveal(id) {
    const item = document.getElementById("s" + id);
    const list = item && item.closest("aside");
    if (!list || item.hidden || list.scrollHeight <= list.clientHeight) return;
    const [box, frame] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
    if (box.top < frame.top || box.bottom > frame.bottom) {
      list.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: "smooth" });
    }
  }

  function only(button) {
    const article = button.closest("article");
    const pressed = button.getAttribute("aria-pressed") === "true";
    for (const other of article.querySelectorAll(".voices button")) other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(!pressed));
    const items = [...article.querySelectorAll("aside ol li")];
    for (const item of items) item.hidden = !pressed && item.dataset.voice !== button.dataset.voice;
    for (const head of article.querySelectorAll("aside h3")) head.hidden = !pressed && head.dataset.voice !== button.dataset.voice;
    kept = pressed ? [] : items.filter((item) => !item.hidden).map((item) => item.dataset.s);
    show(kept);
  }

  document.addEventListener("pointerover", (event) => {
    const part = event.target.closest("[data-s]");
    if (part) show(narrowest(part));
    else show(kept);
  });
  document.addEventListener("focusin", (event) => {
    const part = event.target.closest("[data-s]");
    if (part) show(narrowest(part));
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".voices button");
    if (button) return only(button);
    const number = event.target.closest(".n");
    const part = number || event.target.closest("[data-s]");
    if (!part) return;
    kept = number ? [number.hash.slice(2)] : narrowest(part);
    show(kept);
    if (part.closest(".story")) {
      reveal(kept[0]);
      if (number) event.preventDefault();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    kept = [];
    show(kept);
    document.querySelectorAll('.voices button[aria-pressed="true"]').forEach(only);
  });
})();
