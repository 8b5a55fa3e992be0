// Keeps what is typed: <form data-draft-url="…"> is posted there a second after the last key, and every
// 15 seconds while something is unsaved. Any 2xx answer counts as saved. Sending the form waits for a last save only
// where something is unsaved, and does not go where the words would be lost.
//
// A form with components/draft_tab.html in it says which version it was opened with; the answer 409 means that another
// tab has saved something else meanwhile. An answer in JSON may give the new `version`, something to say (`said`), and
// why it was not kept (`failed`). What was refused is not sent again before something is changed: it would be refused.

const SOON = 1_000;
const AGAIN = 15_000;
const LATEST_SUBMIT = 8_000;
const GONE = "this is not there any more, or is not yours to open. Copy your words before you leave, and tell a manager.";

class Draft {
  constructor(form) {
    this.form = form;
    this.saved = form.querySelector("[data-draft-saved]");
    this.failed = form.querySelector("[data-draft-failed]");
    this.signIn = form.querySelector("[data-draft-sign-in]");
    this.elsewhere = form.querySelector("[data-draft-elsewhere]");
    this.said = document.querySelector("[data-draft-said]");
    this.isDirty = false;
    this.isSubmitting = false;
    this.isGone = false;
    this.request = null;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", (event) => this.changed(event.target.type === "radio"));
    form.addEventListener("submit", (event) => this.submitted(event));
    form.querySelector("[data-draft-over]")?.addEventListener("click", (event) => this.over(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save({ keepalive: true }));
    window.addEventListener("pagehide", () => this.save({ keepalive: true }));
    window.addEventListener("pageshow", () => (this.isSubmitting = false));
    setInterval(() => this.save(), AGAIN);
  }

  changed(isAtOnce = false) {
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), isAtOnce ? 0 : SOON);
  }

  // What is not saved yet is saved before the page is left; where that fails because one is signed out or the line is
  // dead, the page stays, with everything in it.
  async submitted(event) {
    if (this.isSubmitting || event.submitter?.name === "draft_over") return this.stop();
    if (!this.isDirty && !this.request && !this.isGone) return this.stop();
    event.preventDefault();
    clearTimeout(this.timer);
    const { submitter } = event;
    this.isSubmitting = true;
    const went = await this.lastSave();
    if (went) this.form.requestSubmit(submitter);
    else this.isSubmitting = false;
  }

  async lastSave() {
    this.request?.abort();
    this.request = null;
    this.isDirty = true;
    const outcome = await Promise.race([
      this.save({ isLast: true }),
      new Promise((resolve) => setTimeout(() => resolve("slow"), LATEST_SUBMIT)),
    ]);
    return outcome !== "stay";
  }

  stop() {
    this.isSubmitting = true;
    this.isDirty = false;
    clearTimeout(this.timer);
    this.request?.abort();
  }

  answers(over) {
    const answers = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") answers.append(name, value);
    }
    if (over) answers.append("draft_over", "yes");
    return answers;
  }

  // "saved", "stay" where leaving the page would lose words, "failed" where the form itself may still be taken.
  async save({ keepalive = false, isLast = false, over = false } = {}) {
    if (!this.isDirty || (this.isSubmitting && !isLast) || (this.request && !keepalive)) return "saved";
    this.isDirty = false;
    const request = new AbortController();
    this.request = request;
    const token = this.form.elements.csrfmiddlewaretoken?.value ?? "";
    try {
      const response = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
        body: this.answers(over),
        keepalive,
        redirect: "manual",
        signal: request.signal,
      });
      return await this.answered(response);
    } catch (error) {
      if (error.name === "AbortError") return "saved";
      this.unsaved("no connection. It will be tried again");
      return "stay";
    } finally {
      if (this.request === request) this.request = null;
    }
  }

  async answered(response) {
    const answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : {};
    this.tell(answer.said);
    if (response.ok) {
      this.isGone = false;
      if (answer.version && this.form.elements.draft_since) this.form.elements.draft_since.value = answer.version;
      this.showElsewhere("");
      if (this.signIn) this.signIn.hidden = true;
      this.say(`Saved as you type at ${new Date().toTimeString().slice(0, 5)}`, "");
      return "saved";
    }
    if (response.status === 409 && this.elsewhere) {
      this.isDirty = true;
      this.say("", "");
      this.showElsewhere(answer.failed);
      return "stay";
    }
    if (response.status === 400 && answer.failed) return this.refused(answer.failed, "failed");
    if (response.status === 404) return this.refused(GONE, "stay");
    this.unsaved(this.reason(response));
    if (this.signIn) this.signIn.hidden = !this.isSignedOut(response);
    return this.isSignedOut(response) ? "stay" : "failed";
  }

  // Keep what is on this page, in place of what another tab has saved.
  over(event) {
    event.preventDefault();
    this.isDirty = true;
    this.save({ over: true });
  }

  isSignedOut(response) {
    return response.type === "opaqueredirect" || response.status === 401 || response.status === 403;
  }

  reason(response) {
    if (this.isSignedOut(response)) return "you are signed out";
    return "the server did not take it. It will be tried again";
  }

  // Not dirty: it waits for another key. What cannot be kept at all does not leave the page by a button either.
  refused(words, outcome) {
    this.isGone = outcome === "stay";
    this.say("", `Not saved: ${words} What you have typed is still on this page.`);
    return outcome;
  }

  unsaved(reason) {
    this.isDirty = true;
    this.say("", `Not saved: ${reason}. What you have typed is still on this page.`);
  }

  // Said once: an unchanged text is not set again, so it is not read out every 15 seconds.
  say(saved, failed) {
    if (this.saved && this.saved.textContent !== saved) this.saved.textContent = saved;
    if (this.failed && this.failed.textContent !== failed) this.failed.textContent = failed;
  }

  showElsewhere(words) {
    if (!this.elsewhere) return;
    this.elsewhere.hidden = !words;
    const place = this.elsewhere.querySelector("[data-draft-elsewhere-words]");
    if (place.textContent !== words) place.textContent = words;
  }

  // What the server did because of what was typed, for everybody to see and hear.
  tell(words) {
    if (!words || !this.said || this.said.textContent.trim() === words) return;
    const notice = document.createElement("div");
    notice.className = "moj-alert moj-alert--information";
    notice.setAttribute("role", "status");
    const content = document.createElement("div");
    content.className = "moj-alert__content";
    // The first column is for a picture, which this has none of; words alone would be squeezed into it.
    notice.append(document.createElement("div"), content);
    this.said.replaceChildren(notice);
    content.textContent = words;
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form);
