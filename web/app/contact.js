// Numbers of a record -> a contact card (vCard 3.0, RFC 2426, which every phone reads). Made only when asked for, under the
// name the person chooses; nothing else of the record is in it.

// Says nothing of what it holds, in a list of downloads too.
const FILE_NAME = 'contact.vcf'

/**
 * Hands the card to the browser as a download.
 * @param {string} name @param {string[]} numbers as dialled
 */
export function saveContact(name, numbers) {
  const url = URL.createObjectURL(new Blob([makeCard(name, numbers)], { type: 'text/vcard' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: FILE_NAME })
  link.click()
  URL.revokeObjectURL(url)
}

/** @param {string} name @param {string[]} numbers */
export function makeCard(name, numbers) {
  const said = name.replace(/[\\,;]/g, '\\$&').replace(/\s+/g, ' ').trim()
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `N:;${said};;;`, `FN:${said}`, ...numbers.map(number => `TEL:${number}`), 'END:VCARD']
  return lines.map(line => `${line}\r\n`).join('')
}
