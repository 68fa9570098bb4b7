/**
 * Reply buttons bring the comment form under the comment that is answered.
 *
 * The link `data-reply-to="id"` works without script (it loads the page with
 * the form set up), and so does the way back, `data-reply-cancel` (it loads the
 * page that is commented on). The form is `data-comment-form`, its hidden field
 * `data-reply-field`, the line naming the answered one `data-reply-note` (its
 * text `data-reply-template` with `%(name)s`). The form may be replaced by an
 * answer of the server; `data-reply-home` marks where it stands by itself.
 */
const NOTHING = "0";

export function enhanceReplies() {
  const form = currentForm();
  if (!form?.querySelector("[data-reply-field]")) return;
  const home = document.createElement("div");
  home.dataset.replyHome = "";
  form.before(home);
  let opener = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-reply-to]");
    if (link && bringTo(link)) {
      opener = link;
      event.preventDefault();
    }
    if (opener && event.target.closest("[data-reply-cancel]")) {
      event.preventDefault();
      bringBack();
      opener.focus();
      opener = null;
    }
  });
}

/** A form that answers nothing stands under no comment, also after the server replaced it. */
export function placeForm(form) {
  const field = form.querySelector("[data-reply-field]");
  const home = document.querySelector("[data-reply-home]");
  if (home && field?.value === NOTHING) home.after(form);
}

function currentForm() {
  return document.querySelector("[data-comment-form]");
}

function bringTo(link) {
  const form = currentForm();
  const field = form?.querySelector("[data-reply-field]");
  if (!field) return false;
  field.value = link.dataset.replyTo;
  link.closest(".comment").append(form);
  note(form, link.dataset.replyName);
  form.querySelector("textarea").focus();
  return true;
}

function bringBack() {
  const form = currentForm();
  if (!form) return;
  form.querySelector("[data-reply-field]").value = NOTHING;
  placeForm(form);
  note(form, "");
}

function note(form, name) {
  const line = form.querySelector("[data-reply-note]");
  if (!line) return;
  line.hidden = !name;
  const text = line.querySelector("[data-reply-template]");
  if (text && name) text.textContent = text.dataset.replyTemplate.replace("%(name)s", name);
}
