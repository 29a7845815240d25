// What is around every page.
import 'app/nav.js'
import 'app/toasts.js'
