/**
 * Fields that only matter after a choice: `data-shown-for="name=value"`.
 *
 * Without script they all stand there, and say for which choice they are.
 */
export function enhanceChoices(root = document) {
  for (const field of root.querySelectorAll("[data-shown-for]")) followChoice(field);
}

function followChoice(field) {
  const [name, value] = field.dataset.shownFor.split("=");
  const form = field.form;
  const block = field.closest(".field");
  const update = () => {
    block.hidden = form.elements[name].value !== value;
  };
  form.addEventListener("change", update);
  update();
}
