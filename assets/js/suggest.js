/**
 * Search suggestions: an ARIA 1.2 combobox on `input[data-suggest-url]`.
 *
 * The address answers `{"suggestions": [{"title", "url", "kind", "group"}]}`;
 * those of a group stand together under its name, `data-suggest-searches` or
 * `data-suggest-results`. The list's name is `data-suggest-label`, what is said
 * of it `data-suggest-count` with `%(count)s`, and `data-suggest-none` for an
 * empty one. Escape closes it and leaves the text; ArrowDown opens it again.
 */
const PAUSE = 180;
const SHORTEST = 2;

export function enhanceSuggestions() {
  document.querySelectorAll("input[data-suggest-url]").forEach((input, index) => {
    new Suggestions(input, `suggestions-${index}`);
  });
}

class Suggestions {
  constructor(input, id) {
    this.input = input;
    this.active = -1;
    this.shown = "";
    this.list = this.addList(id);
    this.status = this.addStatus();
    this.describe(id);
    input.addEventListener("input", () => this.schedule());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
    // Pressing an option must not take the focus from the field.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.follow(event.target.closest("[role=option]")));
  }

  addList(id) {
    const list = document.createElement("div");
    list.id = id;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.input.dataset.suggestLabel ?? "");
    // A box that scrolls would be a stop of the Tab key, and is gone when the field is left.
    list.tabIndex = -1;
    list.hidden = true;
    this.input.after(list);
    return list;
  }

  addStatus() {
    const status = document.createElement("p");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.list.after(status);
    return status;
  }

  describe(id) {
    const attributes = {
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  schedule() {
    clearTimeout(this.timer);
    this.request?.abort();
    const text = this.input.value.trim();
    if (text.length < SHORTEST) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.load(text), PAUSE);
  }

  async load(text) {
    this.request = new AbortController();
    const address = new URL(this.input.dataset.suggestUrl, location.href);
    address.searchParams.set("q", text);
    try {
      const response = await fetch(address, { signal: this.request.signal });
      if (response.ok) this.show(text, (await response.json()).suggestions);
      else this.close();
    } catch (error) {
      // No network: the form itself still searches. Aborted: something newer decides.
      if (error.name !== "AbortError") this.close();
    }
  }

  show(text, suggestions) {
    this.shown = text;
    this.active = -1;
    const groups = new Map();
    suggestions.forEach((item, index) => {
      const { group } = item;
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(this.option(item, index));
    });
    this.list.replaceChildren(...[...groups].map(([name, options]) => this.group(name, options)));
    this.setOpen(suggestions.length > 0);
    this.announce(suggestions.length);
  }

  /** What was closed, or the suggestions for what stands in the field by now. */
  reopen() {
    const text = this.input.value.trim();
    if (text.length < SHORTEST) return;
    const count = text === this.shown ? this.options().length : 0;
    if (count) {
      this.setOpen(true);
      this.announce(count);
    } else {
      clearTimeout(this.timer);
      this.request?.abort();
      this.load(text);
    }
  }

  group(name, options) {
    const label = this.input.dataset[name === "searches" ? "suggestSearches" : "suggestResults"];
    const group = document.createElement("div");
    group.className = "suggestions__group";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label ?? "");
    const heading = document.createElement("p");
    heading.className = "suggestions__heading";
    heading.setAttribute("aria-hidden", "true");
    heading.textContent = label ?? "";
    const items = document.createElement("ul");
    items.setAttribute("role", "presentation");
    items.append(...options);
    group.append(heading, items);
    return group;
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  option({ title, url, kind }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.className = "suggestions__option";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = url;
    const name = document.createElement("span");
    name.textContent = title;
    const label = document.createElement("span");
    label.className = "suggestions__kind";
    label.textContent = kind ?? "";
    option.append(name, " ", label);
    return option;
  }

  announce(count) {
    const { suggestCount = "", suggestNone = "" } = this.input.dataset;
    this.status.textContent = count ? suggestCount.replace("%(count)s", count) : suggestNone;
  }

  setOpen(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    if (!open) this.activate(-1);
    else this.list.scrollIntoView({ block: "nearest" });
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.setOpen(false);
    this.status.textContent = "";
  }

  activate(index) {
    const options = this.options();
    this.active = index;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    if (index < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    const options = this.options();
    const count = options.length;
    // Browsers empty a search field on Escape: what somebody typed stays.
    if (event.key === "Escape") this.close();
    else if (this.list.hidden) {
      if (event.key !== "ArrowDown") return;
      this.reopen();
    } else if (event.key === "ArrowDown") this.activate((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.activate(this.active < 1 ? count - 1 : this.active - 1);
    else if (event.key === "Enter" && this.active >= 0) this.follow(options[this.active]);
    else return;
    event.preventDefault();
  }

  follow(option) {
    if (option) location.assign(option.dataset.url);
  }
}
