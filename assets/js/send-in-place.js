/**
 * A form `data-send-in-place` is sent without loading a page.
 *
 * The answer is the page that a browser without script would see: of it the
 * same form (inside `data-comment-form`) with what is wrong, or the part
 * `data-comment-sent`, takes the place of the form; its link `data-write-another`
 * brings a fresh one. When the server cannot be reached, the sentence
 * `data-send-failed` says so and the form stays; so does `data-send-too-large`
 * when it takes no text of that length.
 */
import { enhanceChoices } from "./choices.js";
import { enhanceCounters } from "./counter.js";
import { enhanceDrafts } from "./draft.js";
import { enhanceErrorSummary } from "./error-summary.js";
import { placeForm } from "./reply.js";

export function enhanceSending() {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.matches("[data-send-in-place]")) return;
    event.preventDefault();
    send(event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-write-another]");
    if (!link || !document.querySelector("[data-reply-home]")) return;
    event.preventDefault();
    writeAnother(link);
  });
}

async function send(form) {
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  try {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.action, { method: "POST", body });
    if (response.status === 413) fail(form, form.dataset.sendTooLarge);
    else show(form, await response.text());
  } catch (error) {
    // No network: nothing was lost, and the reader is told.
    if (!(error instanceof TypeError)) throw error;
    fail(form);
  } finally {
    button.disabled = false;
  }
}

function show(form, html) {
  const part = partOf(html, "[data-comment-form], [data-comment-sent]");
  if (!part) {
    fail(form);
    return;
  }
  put(part, form.closest("[data-comment-form]"));
  if (!enhanceErrorSummary(part)) part.focus();
}

/** A fresh form, signed anew by the server, in the place of what says that one was sent. */
async function writeAnother(link) {
  try {
    const response = await fetch(link.href);
    const part = partOf(await response.text(), "[data-comment-form]");
    if (!part) {
      location.assign(link.href);
      return;
    }
    put(part, link.closest("[data-comment-sent]"));
    part.querySelector("input:not([type=hidden]), textarea").focus();
  } catch (error) {
    // No network: the browser itself says so.
    if (!(error instanceof TypeError)) throw error;
    location.assign(link.href);
  }
}

function partOf(html, selector) {
  return new DOMParser().parseFromString(html, "text/html").querySelector(selector);
}

function put(part, place) {
  place.replaceWith(part);
  placeForm(part);
  enhanceDrafts(part);
  enhanceCounters(part);
  enhanceChoices(part);
}

function fail(form, sentence = form.dataset.sendFailed) {
  let line = form.querySelector("[data-send-status]");
  if (!line) {
    line = document.createElement("p");
    line.className = "field__error";
    line.dataset.sendStatus = "";
    line.setAttribute("role", "alert");
    form.querySelector(".form__actions").before(line);
  }
  line.textContent = sentence;
}
