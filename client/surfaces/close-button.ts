import { pageLanguage } from './language.ts'

const words: Record<string, string> = {
  ar: 'إغلاق',
  cs: 'Zavřít',
  da: 'Luk',
  de: 'Schließen',
  es: 'Cerrar',
  fi: 'Sulje',
  fr: 'Fermer',
  he: 'סגירה',
  it: 'Chiudi',
  ja: '閉じる',
  ko: '닫기',
  nb: 'Lukk',
  nl: 'Sluiten',
  pl: 'Zamknij',
  pt: 'Fechar',
  ru: 'Закрыть',
  sv: 'Stäng',
  tr: 'Kapat',
  uk: 'Закрити',
  zh: '关闭',
}

/** A cross that dismisses, named in the page's language. */
export function buildCloseButton(): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'close'
  button.textContent = '×'
  button.ariaLabel = words[pageLanguage().slice(0, 2)] ?? 'Close'
  // The core hears the click, reports the dismissal and closes what it watches.
  button.dataset.attuneDoes = 'dismiss'
  return button
}
