// The form -> the record as it would stand in the file: every value as text, what is empty left out, what the form does not
// know kept as it was.

/** @typedef {string | null | Tree[] | { [key: string]: Tree }} Tree */
/** @typedef {{ [key: string]: Tree }} Record_ */

/**
 * The record the form shows.
 * @param {HTMLElement} form @param {Record_} was the record as it was opened
 * @returns {Record_}
 */
export function readRecord(form, was) {
  const record = readMapping(form, was)
  for (const [lang, fields] of twins(form)) putTranslation(record, lang, fields)
  return record
}

/** @param {Record_} record @param {string} lang @param {HTMLElement[]} fields */
function putTranslation(record, lang, fields) {
  const all = isMapping(record.translations) ? { ...record.translations } : {}
  const translation = isMapping(all[lang]) ? { ...all[lang] } : {}
  for (const field of fields) put(translation, field, readField(field, undefined))
  // A translation without a word in it is none.
  const hasWords = Object.entries(translation).some(([name, value]) => name !== 'reviewed' && value)
  if (hasWords) all[lang] = translation
  else delete all[lang]
  if (Object.keys(all).length) record.translations = all
  else delete record.translations
}

/** @param {HTMLElement} form @returns {Map<string, HTMLElement[]>} language -> the fields of its texts */
function twins(form) {
  /** @type {Map<string, HTMLElement[]>} */
  const byLang = new Map()
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-twin]'))) {
    const lang = field.dataset.twin ?? ''
    byLang.set(lang, [...(byLang.get(lang) ?? []), field])
  }
  return byLang
}

/** @param {HTMLElement} room @param {Record_} was */
function readMapping(room, was) {
  const record = { ...was }
  for (const field of fieldsOf(room)) put(record, field, readField(field, was[nameOf(field)]))
  return record
}

/**
 * A flag that was not there and is not ticked stays away; an empty value takes its key away.
 * @param {Record_} record @param {HTMLElement} field @param {Tree | undefined} value
 */
function put(record, field, value) {
  const name = nameOf(field)
  const isEmpty = value === '' || (Array.isArray(value) && !value.length) || (isMapping(value) && !Object.keys(value).length)
  if (value === undefined || isEmpty || (value === 'false' && !(name in record))) {
    if (value !== undefined) delete record[name]
  } else record[name] = value
}

/** @param {HTMLElement} field @param {Tree | undefined} was @returns {Tree} */
function readField(field, was) {
  switch (field.dataset.form) {
    case 'part':
      return readMapping(field, isMapping(was) ? was : {})
    case 'parts':
      return itemsOf(field).map(item => readMapping(item, partOf(item, was)))
    case 'tags':
      return readTags(field, was)
    case 'lines':
      return input(field).value.split('\n').map(line => line.trim()).filter(Boolean)
    case 'flag':
      return String(/** @type {HTMLInputElement} */ (input(field)).checked)
    case 'text':
      return tidy(input(field).value, was)
    default:
      return input(field).value.trim()
  }
}

/**
 * Text boxes fold what was typed; a summary is one paragraph. What was not touched stays as it was.
 * @param {string} text @param {Tree | undefined} was
 */
function tidy(text, was) {
  const same = typeof was === 'string' && text.replaceAll('\r', '') === was.replaceAll('\r', '')
  return same ? was : text.trim().replace(/\s+/g, ' ')
}

/**
 * The tags that are ticked: those that were there in their old order, new ones behind them.
 * @param {HTMLElement} field @param {Tree | undefined} was
 */
function readTags(field, was) {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll('.choices input'))
  const ticked = [...boxes].filter(box => box.checked).map(box => box.value)
  const old = Array.isArray(was) ? was : []
  return [...old.filter(tag => ticked.includes(String(tag))), ...ticked.filter(tag => !old.includes(tag))]
}

/** @param {HTMLElement} item @param {Tree | undefined} was the part this item was opened with, {} for a new one */
function partOf(item, was) {
  const part = Array.isArray(was) ? was[Number(item.dataset.was ?? -1)] : undefined
  return isMapping(part) ? part : {}
}

/** @param {HTMLElement} room the fields that stand in it and in no field of it */
export function fieldsOf(room) {
  const inside = /** @type {HTMLElement[]} */ ([...room.querySelectorAll('[data-name]:not([data-twin])')])
  return inside.filter(field => roomOf(field) === room)
}

/** @param {HTMLElement} field */
function roomOf(field) {
  return field.parentElement?.closest('[data-name], [data-item], form')
}

/** @param {HTMLElement} field */
export function itemsOf(field) {
  return /** @type {HTMLElement[]} */ ([...(field.querySelector(':scope > ol')?.children ?? [])])
}

/** @param {HTMLElement} field */
export function input(field) {
  return /** @type {HTMLInputElement} */ (field.querySelector('input, textarea, select'))
}

/** @param {HTMLElement} field */
export function nameOf(field) {
  return field.dataset.name ?? ''
}

/** @param {unknown} value @returns {value is Record_} */
function isMapping(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
