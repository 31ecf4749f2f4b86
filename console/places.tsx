import type { ComponentChildren } from 'preact'
import { NowView } from './now/view.tsx'
import { lazy } from './parts/lazy.tsx'
import { PersonView } from './people/person.tsx'
import { PeopleView } from './people/view.tsx'

const ActionsView = lazy(async () => (await import('./actions/view.tsx')).ActionsView)
const SlotsView = lazy(async () => (await import('./slots/view.tsx')).SlotsView)
const SegmentsView = lazy(async () => (await import('./segments/view.tsx')).SegmentsView)
const TraitsView = lazy(async () => (await import('./traits/view.tsx')).TraitsView)
const LibraryView = lazy(async () => (await import('./library/view.tsx')).LibraryView)
const OffersView = lazy(async () => (await import('./offers/view.tsx')).OffersView)
const SuppressionsView = lazy(
  async () => (await import('./suppressions/view.tsx')).SuppressionsView
)
const ExperimentsView = lazy(async () => (await import('./experiments/view.tsx')).ExperimentsView)
const JourneysView = lazy(async () => (await import('./journeys/view.tsx')).JourneysView)
const ChannelsView = lazy(async () => (await import('./channels/view.tsx')).ChannelsView)
const SourcesView = lazy(async () => (await import('./sources/view.tsx')).SourcesView)
const PublishingView = lazy(async () => (await import('./publish/view.tsx')).PublishingView)
const ProposalsView = lazy(async () => (await import('./access/proposals-view.tsx')).ProposalsView)
const PasswordForm = lazy(async () => (await import('./access/password-form.tsx')).PasswordForm)
const MembersView = lazy(async () => (await import('./access/members-view.tsx')).MembersView)
const SettingsView = lazy(async () => (await import('./settings/view.tsx')).SettingsView)
const StartView = lazy(async () => (await import('./start/view.tsx')).StartView)
const InstallView = lazy(async () => (await import('./install/view.tsx')).InstallView)

/** A place in the console. */
export interface Place {
  path: string
  name: string
  view(rest: string[]): ComponentChildren
}

/** Where one can go, by what it is for. What most owners never open is loaded when it is opened. */
export const groups: readonly { title: string; places: readonly Place[] }[] = [
  {
    title: 'Watch',
    places: [
      { path: 'now', name: 'Now', view: () => <NowView /> },
      {
        path: 'people',
        name: 'People',
        // No reference of a person is `~`: behind it stands what is looked for.
        view: ([id, query = '']) =>
          id && id !== '~' ? (
            <PersonView key={id} id={id} />
          ) : (
            <PeopleView key={query} query={query} />
          ),
      },
    ],
  },
  {
    title: 'Show',
    places: [
      { path: 'actions', name: 'Actions', view: ([chosen]) => <ActionsView chosen={chosen} /> },
      { path: 'slots', name: 'Slots', view: ([chosen]) => <SlotsView chosen={chosen} /> },
      { path: 'content', name: 'Content', view: ([chosen]) => <LibraryView chosen={chosen} /> },
      { path: 'offers', name: 'Offers', view: ([chosen]) => <OffersView chosen={chosen} /> },
      { path: 'journeys', name: 'Journeys', view: ([chosen]) => <JourneysView chosen={chosen} /> },
      {
        path: 'experiments',
        name: 'Experiments',
        view: ([chosen]) => <ExperimentsView chosen={chosen} />,
      },
      {
        path: 'suppressions',
        name: 'Suppressions',
        view: ([chosen]) => <SuppressionsView chosen={chosen} />,
      },
    ],
  },
  {
    title: 'Know',
    places: [
      { path: 'segments', name: 'Segments', view: ([chosen]) => <SegmentsView chosen={chosen} /> },
      { path: 'traits', name: 'Traits', view: ([chosen]) => <TraitsView chosen={chosen} /> },
      { path: 'sources', name: 'Sources', view: ([chosen]) => <SourcesView chosen={chosen} /> },
    ],
  },
  {
    title: 'Site',
    places: [
      { path: 'channels', name: 'Channels', view: ([chosen]) => <ChannelsView chosen={chosen} /> },
      { path: 'publishing', name: 'Publishing', view: () => <PublishingView /> },
      {
        path: 'proposals',
        name: 'Proposals',
        view: ([chosen]) => <ProposalsView chosen={chosen} />,
      },
      { path: 'install', name: 'Install', view: () => <InstallView /> },
      { path: 'settings', name: 'Settings', view: () => <SettingsView /> },
      { path: 'members', name: 'Members', view: () => <MembersView /> },
    ],
  },
]

/** All of them, and where a site begins. */
export const places: readonly Place[] = [
  ...groups.flatMap(({ places: of }) => of),
  { path: 'start', name: 'First steps', view: () => <StartView /> },
  { path: 'account', name: 'Account', view: () => <PasswordForm /> },
]
