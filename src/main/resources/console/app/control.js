/**
 * The control token, for what operators alone are shown. It stays in this tab's session storage, and goes out in a
 * header to this node's own origin only.
 */
const KEY = 'roomwire.control'

export const control = () => sessionStorage.getItem(KEY) ?? ''

/** Takes a token; '' forgets it. */
export function holdControl(text) {
  if (text) sessionStorage.setItem(KEY, text)
  else sessionStorage.removeItem(KEY)
}

export const controlHeaders = () => control() ? { 'x-control-token': control() } : {}
