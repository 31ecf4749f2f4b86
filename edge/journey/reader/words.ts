import type { Frequency } from '../../../shared/journey/preferences.ts'

/** What we say to readers of messages. Everything else on their pages is the site's own words. */
export interface ReaderWords {
  preferences: string
  unsubscribe: string
  heading: (site: string) => string
  topics: string
  marketing: string
  channels: string
  frequency: string
  frequencies: Record<Frequency, string>
  owed: string
  save: string
  none: string
  saved: string
  ask: string
  leave: string
  left: string
}

const en: ReaderWords = {
  preferences: 'Choose what you hear from us',
  unsubscribe: 'Unsubscribe',
  heading: (site) => `What you hear from ${site}`,
  topics: 'What about',
  marketing: 'News and offers',
  channels: 'How',
  frequency: 'How often',
  frequencies: {
    all: 'As it comes',
    weekly: 'Once a week at most',
    monthly: 'Once a month at most',
  },
  owed: 'Receipts and answers to your questions will always reach you.',
  save: 'Save',
  none: 'Nothing at all, please',
  saved: 'Saved. It holds from now on.',
  ask: 'Do you want to hear no more from us?',
  leave: 'Yes, unsubscribe me',
  left: 'You are unsubscribed.',
}

const de: ReaderWords = {
  preferences: 'Auswählen, was Sie von uns hören',
  unsubscribe: 'Abmelden',
  heading: (site) => `Was Sie von ${site} hören`,
  topics: 'Worüber',
  marketing: 'Neuigkeiten und Angebote',
  channels: 'Auf welchem Weg',
  frequency: 'Wie oft',
  frequencies: {
    all: 'Wenn es etwas gibt',
    weekly: 'Höchstens einmal pro Woche',
    monthly: 'Höchstens einmal im Monat',
  },
  owed: 'Quittungen und Antworten auf Ihre Fragen erreichen Sie immer.',
  save: 'Speichern',
  none: 'Bitte gar nichts mehr',
  saved: 'Gespeichert. Es gilt ab jetzt.',
  ask: 'Möchten Sie nichts mehr von uns hören?',
  leave: 'Ja, bitte abmelden',
  left: 'Sie sind abgemeldet.',
}

const fr: ReaderWords = {
  preferences: 'Choisir ce que vous recevez de nous',
  unsubscribe: 'Se désabonner',
  heading: (site) => `Ce que vous recevez de ${site}`,
  topics: 'À quel sujet',
  marketing: 'Nouveautés et offres',
  channels: 'Par quel moyen',
  frequency: 'À quelle fréquence',
  frequencies: {
    all: 'Dès qu’il y a du nouveau',
    weekly: 'Une fois par semaine au plus',
    monthly: 'Une fois par mois au plus',
  },
  owed: 'Vos reçus et les réponses à vos questions vous parviendront toujours.',
  save: 'Enregistrer',
  none: 'Plus rien du tout',
  saved: 'Enregistré. C’est valable dès maintenant.',
  ask: 'Ne voulez-vous plus rien recevoir de nous ?',
  leave: 'Oui, me désabonner',
  left: 'Vous êtes désabonné.',
}

const es: ReaderWords = {
  preferences: 'Elegir qué recibe de nosotros',
  unsubscribe: 'Darse de baja',
  heading: (site) => `Qué recibe de ${site}`,
  topics: 'Sobre qué',
  marketing: 'Novedades y ofertas',
  channels: 'Por qué medio',
  frequency: 'Con qué frecuencia',
  frequencies: {
    all: 'Cuando haya algo',
    weekly: 'Una vez por semana como máximo',
    monthly: 'Una vez al mes como máximo',
  },
  owed: 'Los recibos y las respuestas a sus preguntas le llegarán siempre.',
  save: 'Guardar',
  none: 'Nada en absoluto, por favor',
  saved: 'Guardado. Vale desde ahora.',
  ask: '¿No quiere recibir nada más de nosotros?',
  leave: 'Sí, darme de baja',
  left: 'Se ha dado de baja.',
}

const languages: Readonly<Record<string, ReaderWords>> = { en, de, fr, es }

/** The words of the first wanted language that we speak: `de-AT, en;q=0.8`, or a locale. English else. */
export function wordsFor(wanted: string): { language: string; words: ReaderWords } {
  const asked = wanted.split(',').map((part) => (part.split(';')[0] ?? '').trim().toLowerCase())
  const language = asked
    .map((tag) => tag.split('-')[0] ?? '')
    .find((tag) => Object.hasOwn(languages, tag))
  return { language: language ?? 'en', words: languages[language ?? 'en'] ?? en }
}
