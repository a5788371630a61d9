// Only the preview serves this: reloads the page after a change, and shows what keeps a change from showing.
const stream = new EventSource("/__preview/events");

stream.addEventListener("changed", () => location.reload());
stream.addEventListener("problems", (event) => {
  document.getElementById("preview-problems")?.remove();
  const text = JSON.parse(event.data);
  if (!text) return;
  const box = document.createElement("pre");
  box.id = "preview-problems";
  box.setAttribute("role", "alert");
  box.textContent = text;
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:45vh;overflow:auto;margin:0;padding:1rem;z-index:99;" +
    "background:#7a1f1f;color:#fff;font:14px/1.6 monospace;white-space:pre-wrap";
  document.body.append(box);
});
