/**
 * Characters left in a text field: `data-maxlength` on the field.
 *
 * The sentences are `data-counter-left` and `data-counter-over`, with `%(count)s`.
 */
const PAUSE = 600;

export function enhanceCounters(root = document) {
  for (const field of root.querySelectorAll("[data-maxlength][data-counter-left]")) {
    addCounter(field);
  }
}

function addCounter(field) {
  const visible = document.createElement("p");
  visible.className = "field__counter";
  visible.setAttribute("aria-hidden", "true");
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  field.after(visible, spoken);
  let timer;
  const update = () => {
    const left = Number(field.dataset.maxlength) - field.value.length;
    visible.textContent = sentence(field, left);
    visible.classList.toggle("field__counter--over", left < 0);
  };
  const announce = () => {
    spoken.textContent = visible.textContent;
  };
  field.addEventListener("input", () => {
    update();
    clearTimeout(timer);
    timer = setTimeout(announce, PAUSE);
  });
  update();
}

function sentence(field, left) {
  const { counterLeft, counterOver } = field.dataset;
  const text = left < 0 ? counterOver || counterLeft : counterLeft;
  return text.replace("%(count)s", String(Math.abs(left)));
}
