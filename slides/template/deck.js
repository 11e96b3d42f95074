const slides = [...document.querySelectorAll(".slide")];
const body = document.body;

function shown() {
  return Math.min(Math.max(Number(location.hash.slice(1)) || 1, 1), slides.length);
}

function show() {
  const now = shown();
  slides.forEach((slide, index) => slide.classList.toggle("shown", index + 1 === now));
  document.getElementById("bar").style.width = `${(100 * now) / slides.length}%`;
}

function turn(to) {
  location.hash = Math.min(Math.max(to, 1), slides.length);
}

function fit() {
  body.style.setProperty("--scale", Math.min(innerWidth / 1280, innerHeight / 720));
}

const keys = {
  ArrowRight: () => turn(shown() + 1), PageDown: () => turn(shown() + 1), " ": () => turn(shown() + 1), Enter: () => turn(shown() + 1),
  ArrowLeft: () => turn(shown() - 1), PageUp: () => turn(shown() - 1), Backspace: () => turn(shown() - 1),
  Home: () => turn(1), End: () => turn(slides.length),
  n: () => body.classList.toggle("with-notes"), "?": () => body.classList.toggle("with-help"), p: () => print(),
  f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
};

addEventListener("keydown", (event) => {
  const action = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
});
// A tap or click on the left third goes back, elsewhere on; links and selected text are left alone.
addEventListener("click", (event) => {
  if (event.target.closest("a") || String(getSelection())) return;
  turn(shown() + (event.clientX < innerWidth / 3 ? -1 : 1));
});
addEventListener("hashchange", show);
addEventListener("resize", fit);
fit();
show();
body.classList.add("with-help");
setTimeout(() => body.classList.remove("with-help"), 4000);
