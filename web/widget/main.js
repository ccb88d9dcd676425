// <resource-search>: one file, so that one SRI hash covers all that ever runs. Nothing else is fetched until words are typed.
import { ResourceSearch } from './element.js'

const NAME = 'resource-search'

// A page that pastes the line twice, or keeps an older version beside a newer one, has one element: the first.
if (window.customElements && !customElements.get(NAME)) customElements.define(NAME, ResourceSearch)
