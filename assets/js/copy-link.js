/** Buttons that copy an address: `data-copy-link`, empty for the page itself. */
export function enhanceCopyLinks() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    button.hidden = false;
    button.addEventListener("click", () => copyLink(button));
  }
}

async function copyLink(button) {
  const address = new URL(button.dataset.copyLink || location.href, location.href);
  const status = button.parentElement.querySelector("[data-copy-status]");
  const copied = await write(address.href);
  if (status) status.textContent = copied ? button.dataset.copied : button.dataset.copyFailed;
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The browser may refuse the clipboard; the caller tells the reader.
    return false;
  }
}
