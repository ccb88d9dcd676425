// The element: draws itself with the lines to call at once, asks the directory as words are typed, shows and speaks what is found.
import { ask, BusyError, fieldsOf } from './ask.js'
import { BAKED, baseOf, langOf } from './baked.js'
import { isReadable } from './contrast.js'
import { countPresses, leave } from './exit.js'
import { listFaults } from './faults.js'
import { drawCard, drawLines, fill, make } from './nodes.js'
import { adoptStyle } from './style.js'

// A pause in typing, long enough that not every letter costs a question.
const PAUSE_MS = 350
const SLOW_MS = 4000
const GIVE_UP_MS = 20_000

const OPTIONS = ['kind', 'service', 'topic', 'audience', 'language', 'place', 'lang', 'limit', 'heading', 'src']

// Several on one page need names of their own for who hears the page.
let count = 0

export class ResourceSearch extends HTMLElement {
  static observedAttributes = OPTIONS

  #root = this.attachShadow({ mode: 'open' })
  #number = ++count
  /** @type {AbortController | undefined} */
  #asking
  #pause = 0
  /** @type {Set<string>} */
  #told = new Set()
  #dark = matchMedia('(prefers-color-scheme: dark)')

  constructor() {
    super()
    adoptStyle(this.#root)
    countPresses(this.#root, left => (left ? this.#say(this.#texts.exit_counting.replace('{left}', String(left))) : leave(BAKED.exit)))
    this.#root.addEventListener('focusin', this.#settleColours)
  }

  connectedCallback() {
    this.#dark.addEventListener('change', this.#settleColours)
    this.#draw()
  }

  disconnectedCallback() {
    this.#dark.removeEventListener('change', this.#settleColours)
    this.#stop()
  }

  attributeChangedCallback() {
    if (this.isConnected && this.#root.querySelector('.root')) this.#draw()
  }

  get #language() {
    return BAKED.langs[langOf(this)]
  }

  get #texts() {
    return this.#language.texts
  }

  /** @param {string} name @returns {HTMLElement} */
  #part(name) {
    return /** @type {HTMLElement} */ (this.#root.querySelector(`.${name}`))
  }

  get #box() {
    return /** @type {HTMLInputElement} */ (this.#root.querySelector('input'))
  }

  /** Draws everything anew; words that stand in the box stay, and are asked again. */
  #draw() {
    this.#stop()
    const words = this.#box?.value ?? ''
    const { texts, title, home, lines } = this.#language
    const heading = this.getAttribute('heading') || title
    const name = this.#number > 1 ? `${heading} (${this.#number})` : heading
    this.#part('root')?.remove()
    this.#root.append(
      make(
        'section',
        { class: 'root', part: 'root', lang: langOf(this), dir: 'ltr', 'aria-label': name },
        make(
          'div',
          { class: 'head' },
          make('a', { class: 'exit', part: 'exit', 'data-action': 'exit', href: BAKED.exit, target: '_top', rel: 'noreferrer noopener' }, texts.exit),
          make('h2', { part: 'heading' }, heading),
        ),
        make(
          'div',
          { role: 'search', 'aria-label': name },
          make('label', { for: 'q' }, texts.label),
          make(
            'div',
            { class: 'box' },
            make('input', {
              id: 'q', type: 'search', part: 'input', maxlength: '500', enterkeyhint: 'search', autocomplete: 'off',
              autocorrect: 'off', autocapitalize: 'off', spellcheck: 'false', 'data-1p-ignore': '', 'data-lpignore': 'true',
            }),
            make('button', { type: 'button', class: 'send', part: 'button' }, texts.search),
          ),
          make('p', { class: 'status', part: 'status', role: 'status' }),
          make('p', { class: 'understood about', role: 'status' }),
        ),
        make('section', { class: 'urgent', hidden: '' }, make('h3', {}), make('ul', {})),
        make('ol', { class: 'cards', part: 'results', 'aria-label': texts.results }),
        make('button', { type: 'button', class: 'more', part: 'more', hidden: '' }, texts.more),
        make('section', { class: 'lines', part: 'lines' }, make('h3', {}, texts.lines), make('ul', {})),
        make('p', { class: 'home' }, make('a', { part: 'home', href: baseOf(this.getAttribute('src')) + home, target: this.#target, rel: 'noreferrer noopener' }, texts.all)),
      ),
    )
    this.#showLines(lines)
    this.#bind()
    this.#settleColours()
    this.#tellPartner(listFaults(this))
    if (words) {
      this.#box.value = words
      this.#search(0)
    }
  }

  /** In a frame, a page of ours opens beside it: it lets nobody frame it. */
  get #target() {
    return window.top === window ? '_self' : '_blank'
  }

  #bind() {
    this.#box.addEventListener('input', () => {
      clearTimeout(this.#pause)
      this.#pause = window.setTimeout(() => this.#search(0), PAUSE_MS)
    })
    // No form: a sandboxed frame without allow-forms would not even say that one was sent.
    this.#box.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.isComposing) return
      event.preventDefault()
      this.#search(0)
    })
    this.#part('send').addEventListener('click', () => this.#search(0))
    this.#part('more').addEventListener('click', () => this.#search(this.#part('cards').children.length))
    this.#part('exit').addEventListener('click', event => {
      event.preventDefault()
      leave(BAKED.exit)
    })
  }

  #stop() {
    clearTimeout(this.#pause)
    this.#asking?.abort()
    this.#asking = undefined
  }

  /** @param {number} offset 0 for a new list, else how many are shown already */
  async #search(offset) {
    this.#stop()
    const words = this.#box.value.trim()
    if (!words) return this.#clear()
    // What comes when another question was asked since, or the element is gone, is dropped.
    const asking = (this.#asking = new AbortController())
    const slow = setTimeout(() => this.#say(this.#texts.slow), SLOW_MS)
    const end = setTimeout(() => asking.abort(), GIVE_UP_MS)
    this.#say(this.#texts.looking)
    this.#part('root').setAttribute('aria-busy', 'true')
    try {
      const found = await ask(baseOf(this.getAttribute('src')), fieldsOf(this, words, langOf(this), offset), asking.signal)
      if (this.#asking === asking) this.#show(found, offset)
    } catch (error) {
      if (this.#asking === asking) this.#fail(error instanceof BusyError ? this.#texts.busy : this.#texts.failed, offset)
    } finally {
      clearTimeout(slow)
      clearTimeout(end)
      if (this.#asking === asking || !this.#asking) this.#part('root').removeAttribute('aria-busy')
    }
  }

  /** @param {string} text heard and seen */
  #say(text) {
    this.#part('status').textContent = text
  }

  #clear() {
    this.#say('')
    this.#part('understood').textContent = ''
    fill(this.#part('cards'), [])
    this.#part('urgent').hidden = true
    this.#part('more').hidden = true
    this.#part('root').removeAttribute('aria-busy')
  }

  /** @param {string} text @param {number} offset */
  #fail(text, offset) {
    if (!offset) this.#clear()
    this.#say(text)
  }

  /** @param {Found} found @param {number} offset */
  #show(found, offset) {
    const cards = this.#part('cards')
    if (!offset) fill(cards, [])
    const base = baseOf(this.getAttribute('src'))
    for (const card of found.cards) cards.append(drawCard(card, base, this.#target))
    // Who hears the page is told how many, what was understood, and that lines for now stand there.
    this.#say(found.total ? found.count : this.#texts.none)
    if (!offset) this.#tellUnderstood(found)
    this.#part('more').hidden = cards.children.length >= found.total || !found.cards.length
    this.#showUrgent(found.urgent)
    // Newer than those in the file, which may have been pasted long ago.
    this.#showLines(found.lines)
    this.#tellPartner(found.ignored)
    if (offset) /** @type {HTMLElement} */ (cards.children[offset]?.querySelector('a'))?.focus()
  }

  /** @param {Found} found told once to a search: what is written again is spoken again */
  #tellUnderstood({ understood, urgent }) {
    const part = this.#part('understood')
    part.textContent = understood.join(' · ')
    if (urgent) part.append(make('span', { class: 'unseen' }, ` ${urgent.title}`))
  }

  /** @param {Found["urgent"]} urgent */
  #showUrgent(urgent) {
    const part = this.#part('urgent')
    part.hidden = !urgent
    if (!urgent) return
    fill(/** @type {Element} */ (part.querySelector('h3')), [document.createTextNode(urgent.title)])
    fill(/** @type {Element} */ (part.querySelector('ul')), drawLines(urgent.lines))
  }

  /** @param {Line[]} lines */
  #showLines(lines) {
    fill(/** @type {Element} */ (this.#part('lines').querySelector('ul')), drawLines(lines))
  }

  /** @param {{detail: string, mend: string}[]} ignored attributes that nobody understood: for whoever built the page, once each */
  #tellPartner(ignored) {
    for (const { detail, mend } of ignored) {
      const text = `<resource-search> ${detail}. ${mend}`
      if (!this.#told.has(text)) console.warn(text)
      this.#told.add(text)
    }
  }

  /** Takes the partner's colours only where all texts can be read on them. */
  #settleColours = () => {
    const root = this.#part('root')
    if (!root) return
    root.classList.remove('own')
    let isFine = isReadable(root)
    for (const name of ['send', 'more']) {
      const part = this.#root.querySelector(`.${name}`)
      if (part && !isReadable(part)) isFine = false
    }
    root.classList.toggle('own', !isFine)
  }
}
