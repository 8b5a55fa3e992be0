// Picking rows: <table data-pick="#bulk"> gets a box that picks all, and the bar named by data-pick says how many are picked.

function addPickAll(table) {
  const boxes = [...table.querySelectorAll("tbody .pick input[type=checkbox]")];
  const head = table.querySelector("thead .pick");
  if (!boxes.length || !head) return;
  const id = `${table.id || "table"}-pick-all`;
  head.innerHTML = `<div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">
    <input class="govuk-checkboxes__input" type="checkbox" id="${id}">
    <label class="govuk-label govuk-checkboxes__label" for="${id}"><span class="govuk-visually-hidden">Select all shown</span></label>
    </div></div>`;
  const all = head.querySelector("input");
  const said = table.dataset.pick && document.querySelector(table.dataset.pick)?.querySelector("[data-picked]");

  const tell = () => {
    const picked = boxes.filter((box) => box.checked).length;
    all.checked = picked === boxes.length;
    all.indeterminate = picked > 0 && picked < boxes.length;
    if (said) said.textContent = picked ? `${picked} of ${boxes.length} selected` : "";
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  table.addEventListener("change", tell);
  tell();
}

for (const table of document.querySelectorAll("table[data-pick]")) addPickAll(table);
