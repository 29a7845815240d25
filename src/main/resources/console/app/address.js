/** What the page shows is kept in its own address, so that a link leads to the same view. Never a token. */

export const asked = (name, standard = '') => new URLSearchParams(location.search).get(name) ?? standard

/** Changes the query without loading; a value that is empty or the standard one is left out. */
export function keep(values) {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || value === undefined || value === null || value === false) query.delete(name)
    else query.set(name, String(value))
  }
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',') // both may stand there, and read better
  history.replaceState(null, '', text ? '?' + text : location.pathname)
}

/** What the page shows is said by its title too. */
export const entitle = what => { document.title = what + ' · Roomwire' }
