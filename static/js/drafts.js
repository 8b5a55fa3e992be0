// Keeps what is typed: <form data-draft-url="…"> is posted there a second after the last key, and every
// 15 seconds while something is unsaved. Any 2xx answer counts as saved. Sending the form waits for a last save only
// where something is unsaved, and does not go where the words would be lost.
//
// A form with components/draft_tab.html in it says which version it was opened with; the answer 409 means that another
// tab has saved something else meanwhile. An answer in JSON may give the new `version`, something to say (`said`), and
// why it was not kept (`failed`). What was refused is not sent again before something is changed: it would be refused.
//
// What is sent as the page is left may reach the server after the page that is opened in its place was made, as when it
// is loaded again. That one would not show it, and would take it for another tab's: it is opened once more. The tab
// remembers for a moment that something was under way, and since which versions, never the words.

const SOON = 1_000;
const AGAIN = 15_000;
const LATEST_SUBMIT = 8_000;
const LEFT_OF_LATE = 10_000;
const LOOK_AGAIN_AFTER = [0, 300, 1_000];
// A browser takes 64 kB at once of what outlives its page; half of it is left to the last words.
const OUTLIVES = 30_000;
const LAST_OUTLIVES = 60_000;
const GONE = "this is not there any more, or is not yours to open. Copy your words before you leave, and tell a manager.";

class Draft {
  constructor(form) {
    this.form = form;
    this.saved = form.querySelector("[data-draft-saved]");
    this.failed = form.querySelector("[data-draft-failed]");
    this.signIn = form.querySelector("[data-draft-sign-in]");
    this.elsewhere = form.querySelector("[data-draft-elsewhere]");
    this.said = document.querySelector("[data-draft-said]");
    this.since = form.elements.draft_since?.value;
    this.leftSince = [];
    this.isTyped = false;
    this.isDirty = false;
    this.isSubmitting = false;
    this.isGone = false;
    this.request = null;
    form.addEventListener("input", (event) => {
      this.sayBeside(event.target);
      this.changed();
    });
    form.addEventListener("change", (event) => this.changed(event.target.type === "radio"));
    form.addEventListener("submit", (event) => this.submitted(event));
    // Not written into the field: a browser that fills in a page again would put an old version back into a new page.
    form.addEventListener("formdata", ({ formData }) => this.since !== undefined && formData.set("draft_since", this.since));
    // The button above the form that throws away what is kept of it, with what was typed on since.
    this.anew = document.querySelector(`form[data-draft-thrown-away="${CSS.escape(form.dataset.draftUrl)}"]`);
    this.anew?.addEventListener("submit", () => this.stop());
    this.anew?.addEventListener("formdata", ({ formData }) => formData.set("draft_since", this.since));
    form.querySelector("[data-draft-over]")?.addEventListener("click", (event) => this.over(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save({ isLeaving: true }));
    window.addEventListener("beforeunload", () => this.leave());
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", () => (this.isSubmitting = false));
    setInterval(() => this.save(), AGAIN);
    this.lookForLastWords();
    this.goToElsewhere();
  }

  changed(isAtOnce = false) {
    this.isTyped = true;
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
    if (went) return this.form.requestSubmit(submitter);
    this.isSubmitting = false;
    this.goToElsewhere();
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
    sessionStorage.removeItem(this.leftKey);
  }

  get leftKey() {
    return `left ${this.form.dataset.draftUrl}`;
  }

  get isBehind() {
    return Boolean(this.elsewhere) && !this.elsewhere.hidden;
  }

  // Begun before the next page is asked for, so that it mostly shows what is saved here.
  leave() {
    if (this.isSubmitting) return;
    this.save({ isLeaving: true });
    if (!this.request || this.isBehind) return;
    this.leftSince.push(this.since);
    sessionStorage.setItem(this.leftKey, JSON.stringify({ since: this.leftSince, at: Date.now(), looked: 0 }));
  }

  // Whoever types already is not interrupted: should the last words come later still, that is said and nothing is lost.
  lookForLastWords() {
    const left = JSON.parse(sessionStorage.getItem(this.leftKey));
    const after = LOOK_AGAIN_AFTER[left?.looked];
    if (after === undefined || Date.now() - left.at > LEFT_OF_LATE || !left.since.includes(this.since)) {
      return sessionStorage.removeItem(this.leftKey);
    }
    setTimeout(() => {
      if (this.isTyped) return;
      sessionStorage.setItem(this.leftKey, JSON.stringify({ ...left, looked: left.looked + 1 }));
      this.form.inert = true;
      location.replace(location.pathname + location.search);
    }, after);
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
  async save({ isLeaving = false, isLast = false, over = false } = {}) {
    if (!this.isDirty || (this.isSubmitting && !isLast) || (this.request && !isLeaving)) return "saved";
    this.isDirty = false;
    const request = new AbortController();
    this.request = request;
    const token = this.form.elements.csrfmiddlewaretoken?.value ?? "";
    const body = this.answers(over);
    try {
      const response = await fetch(this.form.dataset.draftUrl, {
        method: "POST",
        headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
        body,
        keepalive: body.toString().length < (isLeaving ? LAST_OUTLIVES : OUTLIVES),
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
    this.tell(answer.said, answer.way);
    if (response.ok) {
      this.isGone = false;
      if (answer.version && this.since !== undefined) this.since = answer.version;
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

  // Why the button did nothing, or the form came back, for who looks at the button and for who hears the page.
  goToElsewhere() {
    if (!this.isBehind) return;
    this.elsewhere.focus({ preventScroll: true });
    this.elsewhere.scrollIntoView({ block: "center" });
  }

  // Where the answer to what is typed will be said: under its question, where one looks. Before it is said: what is moved
  // and changed at once is not read out.
  sayBeside(input) {
    const questions = this.said?.dataset.draftSaidUnder?.split(" ") ?? [];
    const question = input.closest(".govuk-form-group");
    if (questions.includes(input.name) && question && question.nextElementSibling !== this.said) question.after(this.said);
  }

  // What the server did because of what was typed, for everybody to see and hear, and the way to what can be done about it.
  tell(words, way) {
    const all = [words, way?.label].filter(Boolean).join(" ");
    if (!words || !this.said || this.said.textContent.trim().replace(/\s+/g, " ") === all) return;
    const notice = document.createElement("div");
    notice.className = "moj-alert moj-alert--information";
    const content = document.createElement("div");
    content.className = "moj-alert__content";
    // The first column is for a picture, which this has none of; words alone would be squeezed into it.
    notice.append(document.createElement("div"), content);
    this.said.replaceChildren(notice);
    content.textContent = words;
    if (!way) return;
    const link = document.createElement("a");
    link.href = way.url;
    link.textContent = way.label;
    content.append(" ", link);
  }
}

for (const form of document.querySelectorAll("form[data-draft-url]")) new Draft(form);
