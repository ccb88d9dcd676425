// On /embed: the buttons that copy what is to be pasted. Without script it is selected by hand.

/** @param {HTMLButtonElement} button */
function bindCopy(button) {
  const code = document.getElementById(button.dataset.copy ?? '')
  const told = document.querySelector('[data-part=copied]')
  if (!code || !told || !navigator.clipboard) return
  button.hidden = false
  const label = button.textContent
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code.textContent ?? '')
    button.textContent = told.textContent = button.dataset.done ?? ''
    button.addEventListener('blur', () => { button.textContent = label; told.textContent = '' }, { once: true })
  })
}

for (const button of document.querySelectorAll('[data-copy]')) bindCopy(/** @type {HTMLButtonElement} */ (button))
