/** What build.mjs and the server put into the bundle of the widget. */
declare const WIDGET_STYLE: string
declare const BAKED_BY_SERVER: Baked

/** Made by directory/site/partners/widget.py. */
interface Baked {
  base: string
  exit: string
  langs: Record<string, BakedLanguage>
}

interface BakedLanguage {
  title: string
  home: string
  lines: Line[]
  texts: Record<string, string>
}

interface Phone {
  href: string
  kind: string
  verb: string
  number: string
  label?: string
  label_lang?: string
  hours?: string
  hours_note?: string
  hours_note_lang?: string
  note?: string
  note_lang?: string
  confirmed?: string
  unconfirmed?: string
}

interface Line {
  title: string
  title_lang?: string
  phones: Phone[]
  hours?: string
  hours_note?: string
  hours_note_lang?: string
  unconfirmed?: string
}

interface Card {
  id: string
  page: string
  eyebrow: string
  title: string
  title_lang: string
  summary: string
  summary_lang: string
  facts?: string
  caution?: string
  caution_lang?: string
  phones?: Phone[]
}

/** What /api/v1/search/cards answers. */
interface Found {
  total: number
  count: string
  spoken: string
  understood: string[]
  urgent?: { title: string; lines: Line[] }
  lines: Line[]
  cards: Card[]
  ignored: { name: string; detail: string; mend: string }[]
}
