// Starts the components of the design systems, and the few behaviours of our own. Every page works without it.

const addresses = document.getElementById("app-script").dataset;

async function startComponents(scope) {
  const hasGovuk = scope.querySelector('[data-module^="govuk-"]');
  const hasMoj = scope.querySelector('[data-module^="moj-"]');
  if (hasGovuk) (await import(addresses.govuk)).initAll({ scope });
  if (hasMoj) (await import(addresses.moj)).initAll({ scope });
}

// A question that belongs to an answer: <div data-shown-when="outcome=declined,not_offered">.
function showQuestions(scope) {
  for (const question of scope.querySelectorAll("[data-shown-when]")) {
    const form = question.closest("form");
    const [name, values] = question.dataset.shownWhen.split("=");
    const wanted = values.split(",");
    const decide = () => {
      const answers = new FormData(form).getAll(name);
      const isAsked = !form.querySelector(`[data-shown-when][hidden] [name="${name}"]`);
      question.hidden = !isAsked || !answers.some((answer) => wanted.includes(answer));
    };
    form.addEventListener("change", decide);
    decide();
  }
}

// What is no first need is folded on a telephone; each opens with a press.
function foldOnAPhone() {
  if (window.matchMedia("(min-width: 40.0625em)").matches) return;
  for (const card of document.querySelectorAll("[data-folded-on-a-phone]")) card.open = false;
}

// What was wrong with an answer stands beside it no longer once it is another: one that is chosen, or a time that is
// read anew, of which is said below what is wrong with it now.
function forgetError(input) {
  const group = input.closest(".govuk-form-group--error");
  const error = group?.querySelector('[id$="_error"]');
  if (!error) return;
  error.remove();
  group.classList.remove("govuk-form-group--error");
  for (const described of group.querySelectorAll("[aria-describedby]")) {
    const ids = described.getAttribute("aria-describedby").split(" ").filter((id) => id !== error.id);
    described.setAttribute("aria-describedby", ids.join(" "));
  }
  const summary = document.querySelector(".govuk-error-summary");
  for (const one of group.querySelectorAll("input, select")) {
    one.classList.remove("govuk-input--error");
    one.removeAttribute("aria-invalid");
    summary?.querySelector(`a[href="#${one.id}"]`)?.closest("li").remove();
  }
  if (summary && !summary.querySelector("li")) summary.remove();
}

// “An hour ago” is written out as the time that it is, once one is done typing: read later it would be another.
function writeOut(input) {
  const answer = document.getElementById(`${input.id}_understood`)?.querySelector("[data-means]");
  if (!answer || answer.dataset.typed !== input.value || document.activeElement === input) return;
  input.value = answer.dataset.means;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function timeUnderstood(event) {
  const answer = event.target;
  if (!answer.classList?.contains("understood")) return;
  const input = document.getElementById(answer.id.replace(/_understood$/, ""));
  if (!input) return;
  if (answer.textContent.trim()) forgetError(input);
  writeOut(input);
}

// A menu closes with Escape, and when one goes elsewhere.
function closeMenus(event) {
  for (const menu of document.querySelectorAll(".user-menu[open]")) {
    if (event.type === "keydown" && event.key !== "Escape") continue;
    if (event.type !== "keydown" && menu.contains(event.target)) continue;
    menu.open = false;
    if (event.type === "keydown") menu.querySelector("summary").focus();
  }
}

// Enter in the field of a search within a form presses the button of that search, not the one that sends the form.
function pressWithEnter(event) {
  const button = document.getElementById(event.target.dataset?.enterPresses);
  if (event.key !== "Enter" || !button) return;
  event.preventDefault();
  button.click();
}

// Whoever was signed out and came back in another tab goes on here with the new token.
function freshToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
}

function refreshTokens() {
  const token = freshToken();
  if (!token) return;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
}

function reportHtmxFailure() {
  const main = document.getElementById("main-content");
  let notice = document.getElementById("connection-notice");
  if (!notice) {
    notice = document.createElement("p");
    notice.id = "connection-notice";
    notice.className = "connection-notice";
    notice.setAttribute("role", "alert");
    main.prepend(notice);
  }
  notice.textContent = "That did not reach the server. Check the connection and try again; nothing was changed.";
}

// A page that is written down when it is printed: it prints itself, or tells the server when the browser prints it.
function printing() {
  if (document.querySelector("[data-print-now]")) window.print();
  const printed = document.querySelector("[data-printed-url]")?.dataset.printedUrl;
  const tell = () => fetch(printed, { method: "POST", keepalive: true, headers: { "X-CSRFToken": freshToken() ?? "" } });
  if (printed) window.addEventListener("beforeprint", tell, { once: true });
}

await startComponents(document);
showQuestions(document);
foldOnAPhone();
printing();
document.addEventListener("keydown", closeMenus);
document.addEventListener("keydown", pressWithEnter);
document.addEventListener("change", (event) => event.target.type === "radio" && forgetError(event.target));
document.addEventListener("click", closeMenus);
document.addEventListener("focusin", closeMenus);
document.addEventListener("visibilitychange", refreshTokens);
document.addEventListener("focusout", (event) => setTimeout(() => writeOut(event.target)));
document.body.addEventListener("htmx:afterSwap", timeUnderstood);
document.addEventListener("submit", refreshTokens, { capture: true });
document.body.addEventListener("htmx:configRequest", (event) => {
  const token = freshToken();
  if (token) event.detail.headers["X-CSRFToken"] = token;
});
document.body.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  startComponents(event.target);
  showQuestions(event.target);
});
document.body.addEventListener("htmx:sendError", reportHtmxFailure);
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.getElementById("connection-notice")?.remove();
});
