// Keeps what is typed: <form data-draft-url="…"> is posted there a second after the last key, and every
// 15 seconds while something is unsaved. Any 2xx answer counts as saved. Submitting is never held up.

const SOON = 1_000;
const AGAIN = 15_000;

class Draft {
  constructor(form) {
    this.form = form;
    this.saved = form.querySelector("[data-draft-saved]");
    this.failed = form.querySelector("[data-draft-failed]");
    this.isDirty = false;
    this.isSubmitting = false;
    this.request = null;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.save({ keepalive: true }));
    window.addEventListener("pageshow", () => (this.isSubmitting = false));
    setInterval(() => this.save(), AGAIN);
  }

  changed() {
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), SOON);
  }

  stop() {
    this.isSubmitting = true;
    this.isDirty = false;
    clearTimeout(this.timer);
    this.request?.abort();
  }

  answers() {
    const answers = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") answers.append(name, value);
    }
    return answers;
  }

  async save({ keepalive = false } = {}) {
    if (!this.isDirty || this.isSubmitting || (this.request && !keepalive)) return;
    this.isDirty = false;
    this.request = new AbortController();
    const token = this.form.elements.csrfmiddlewaretoken?.value ?? "";
    try {
      const response = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
        body: this.answers(),
        keepalive,
        redirect: "manual",
        signal: this.request.signal,
      });
      if (response.ok) this.say(`Saved as you type at ${new Date().toTimeString().slice(0, 5)}`, "");
      else this.unsaved(this.reason(response));
    } catch (error) {
      if (error.name !== "AbortError") this.unsaved("no connection. It will be tried again");
    } finally {
      this.request = null;
    }
  }

  reason(response) {
    if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) {
      return "you are signed out. Sign in in another tab, then go on here";
    }
    return "the server did not take it. It will be tried again";
  }

  unsaved(reason) {
    this.isDirty = !this.isSubmitting;
    this.say("", `Not saved: ${reason}. What you have typed is still on this page.`);
  }

  // Said once: an unchanged text is not set again, so it is not read out every 15 seconds.
  say(saved, failed) {
    if (this.saved && this.saved.textContent !== saved) this.saved.textContent = saved;
    if (this.failed && this.failed.textContent !== failed) this.failed.textContent = failed;
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form);
