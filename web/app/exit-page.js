// The neutral page at its own address: goes on where there is a network, and stays where there is none.
import { goOn } from './neutral.js'

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('main a'))
if (link) goOn(link.href)
