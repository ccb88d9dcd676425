// The neutral page: goes on to the neutral site where there is a network, and stays where there is none.
const { next } = document.body.dataset
if (next && navigator.onLine) location.replace(next)
