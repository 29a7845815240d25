/** Numbers and times as people read them; each takes nothing for "–". */
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hour12: false })
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 })
const none = '–'
const of = (value, form) => value === undefined || value === null || Number.isNaN(value) ? none : form(value)
const date = value => value instanceof Date ? value : new Date(value)

export const time = value => of(value, it => Number.isNaN(+date(it)) ? none : clock.format(date(it)))
export const moment = value => of(value, it => Number.isNaN(+date(it)) ? none : day.format(date(it)))
export const number = value => of(value, it => whole.format(it))
export const decimal = (value, digits = 2) => of(value, it => it.toLocaleString(undefined,
  { minimumFractionDigits: digits, maximumFractionDigits: digits }))
export const money = value => of(value, it => it.toLocaleString(undefined, { style: 'currency', currency: 'USD' }))
export const percent = (value, digits = 2) => of(value, it => (it > 0 ? '+' : '') + decimal(it, digits) + ' %')
export const rate = value => of(value, it => (it < 10 ? decimal(it, 1) : whole.format(it)) + '/s')
export const bytes = value => of(value, it => it < 1024 ? it + ' B' : it < 1048576 ? decimal(it / 1024, 1) + ' kB'
  : decimal(it / 1048576, 1) + ' MB')

/** How long ago, in the largest unit that fits. */
export const age = (value, now = Date.now()) => of(value, it => {
  const seconds = Math.max(0, Math.round((now - date(it)) / 1000))
  return seconds < 60 ? seconds + ' s' : seconds < 3600 ? Math.floor(seconds / 60) + ' min'
    : seconds < 86400 ? Math.floor(seconds / 3600) + ' h' : Math.floor(seconds / 86400) + ' d'
})
