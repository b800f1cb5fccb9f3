/**
 * A limit on everything, in one place. Names carry their unit; what happens at a limit is the
 * fault that the room raises there.
 */
export const LIMITS = {
  /** One WebSocket frame, either way. */
  frameBytes: 64 * 1024,
  /** Token bucket of messages up, a connection: this many at once, this many a second after. */
  messagesUpBurst: 120,
  messagesUpPerSecond: 30,
  /** Refused messages before a connection is closed (1008). */
  refusalsPerConnection: 100,
  /** What may wait to be sent on one connection before it is closed as too slow. */
  outgoingBytes: 4 * 1024 * 1024,
  connectionsPerPrincipal: 8,
  connections: 5_000,
  /** Of these from one network address (a proxy of ours excepted): nobody alone can take all of them. */
  connectionsPerSource: 1_000,
  /** Sessions that one page may name as shown when it connects. */
  sessionsShown: 200,
  ticketLifeMs: 15_000,
  tickets: 10_000,
  /** What has not arrived by then is answered with 408: the head of a request, and all of it. */
  requestHeadMs: 10_000,
  requestMs: 60_000,
  formBytes: 64 * 1024,
  /** A list of teams has a checkbox for each. */
  formFields: 1_200,
  /** A form that came from who was signed out, within the one that signs in: the largest of those, in base64; and that form. */
  keptFormCharacters: 360 * 1024,
  signInFormBytes: 364 * 1024,
  /** Entries of the audit, the latest, that are asked whether something was deleted already. */
  auditLookBack: 1_000,
  nameCharacters: 100,
  detailsBytes: 1024,
  chatCharacters: 4_000,
  /** Messages of a team chat that are sent at once, as far as they fit a frame. */
  teamChatPage: 50,
  /** Further ones are unread too, but not counted. */
  teamChatUnread: 100,
  /** Token bucket of what one representative writes in team chats: this many at once, this many a second after. */
  teamChatBurst: 60,
  teamChatPerSecond: 1,
  /** The oldest above it go with those that are too old. */
  teamChatMessagesPerTeam: 100_000,
  teamChatsPerFrame: 200,
  noteCharacters: 10_000,
  usernameCharacters: 64,
  passwordCharactersMin: 10,
  passwordCharactersMax: 256,
  siteNameCharacters: 80,
  eventsPerSession: 20_000,
  eventsPerFrame: 200,
  invitationsPerSession: 20,
  /** Supervisors who look on at once. */
  viewersPerSession: 8,
  /** The sessions of one person that a dashboard lists; of the others it says how many there are. */
  sessionsPerDashboardLine: 15,
  /** Who else is in such a session, by name; of the others it says how many there are. */
  namesPerDashboardSession: 3,
  /** From outside: in the session, expected back in it, or invited and not there yet. */
  externalsPerSession: 10,
  externalNameCharacters: 80,
  liveSessions: 20_000,
  mailboxLength: 1_000,
  journalEventBytes: 64 * 1024,
  journalBatch: 500,
  journalReaderBacklog: 10_000,
  /** How many people an answer to "who would get this session now" names; the rest are counted. */
  lineUpPeople: 200,
  /** What one replay of a past week may take in. */
  replayTeams: 5,
  replayPeople: 1_000,
  replayStays: 50_000,
  replayEntries: 3_000_000,
  /** Beside those who were there. */
  replayAddedPeople: 20,
  /** Replays that are kept to be looked at, the latest; and those that run at once. */
  replaysKept: 20,
  replaysRunning: 1,
  liveKeysPerRep: 50,
  rowsPerPage: 50,
  peoplePerSite: 10_000,
  teamsPerSite: 1_000,
  teamNameCharacters: 80,
  /** Of those who are there, so many are named on a portal page at once; the others are found by name. */
  representativesListed: 100,
  issuesPerSite: 500,
  issueCharacters: 120,
  /** Each is a checkbox in the form of an issue. */
  skillsPerSite: 150,
  skillNameCharacters: 64,
  /** From a root down, the root counted. */
  skillDepth: 5,
  statusesPerSite: 100,
  statusNameCharacters: 64,
  codeNameCharacters: 64,
  commentsCharacters: 1_000,
  publicSites: 200,
  addressesPerSite: 20,
  /** As they are typed: twenty of them, one a line. */
  siteAddressesCharacters: 20 * 254,
  /** A DNS name. */
  hostCharacters: 253,
  spansPerDay: 6,
  holidaysPerSite: 200,
  holidayCharacters: 80,
  /** As they are typed: two hundred of them, one a line. */
  siteHolidaysCharacters: 200 * 92,
  /** The settings of a site in one form; a character can take nine of them. */
  siteFormBytes: 256 * 1024,
  logoBytes: 96 * 1024,
  /** The portal’s first page with everything that it loads: two seconds on slow 4G. */
  portalPageBytes: 150_000,
  /** Of either side: a small file may still be a picture that fills the memory. */
  logoPixels: 2_000,
  /** The image above a customer's chat, and the one over their picture. */
  sitePictureBytes: 256 * 1024,
  bannerWidthPixels: 2_000,
  bannerHeightPixels: 500,
  watermarkPixels: 1_000,
  /** What is said of such an image, or instead of it. */
  sitePictureCharacters: 120,
  /** RFC 5321. */
  mailAddressCharacters: 254,
  phoneNumberCharacters: 40,
  invitationSubjectCharacters: 150,
  invitationBodyCharacters: 4_000,
  smsCharacters: 400,
  smsGatewayUrlCharacters: 2_000,
  /** Invitations that one representative may send: this many at once, this many a minute after. */
  invitationsBurst: 10,
  invitationsPerMinute: 2,
  /** Messages that wait for one mail server or gateway, and how long: for a turn, for an answer, for the one more try. */
  outgoingMessages: 50,
  outgoingWaitMs: 30_000,
  outgoingAttemptMs: 20_000,
  outgoingAgainAfterMs: 3_000,
  /** What is read of one answer of a mail server, or of a gateway. */
  outgoingAnswerBytes: 8 * 1024,
  /** The address of a browser at its push service: those of today have 500 at most. */
  pushEndpointCharacters: 1_000,
  /** Browsers of one customer that are called; a further one takes the place of the oldest. */
  pushSubscriptionsPerSession: 3,
  /** Calls that are on their way to push services at once. */
  pushesAtOnce: 8,
  pushAttemptMs: 10_000,
  /** A call that a push service does not take is tried again after so long, and then no more. */
  pushAgainAfterMs: [2_000, 10_000, 30_000, 60_000],
  /** For what a representative writes, one call at most in so long. */
  pushChatEveryMs: 15_000,
  /** A call that nobody got by then is forgotten: that somebody is there, that something is asked (unless it says how long), that nobody is there. */
  pushLifeMs: 5 * 60_000,
  pushQuestionLifeMs: 60_000,
  pushEndLifeMs: 60 * 60_000,
  /** So long a customer who is called, and has no page open, keeps the place in line. */
  calledCustomerWaitMs: 4 * 60 * 60_000,
  siteTextCharacters: 2_000,
  agreementTitleCharacters: 150,
  agreementCharacters: 4_000,
  /** All texts of a site in one form; a character can take nine of them. */
  siteTextsFormBytes: 256 * 1024,
  /** The address of a page of ours with all that a start link filled in; whoever changes the language there comes back to it. */
  pageAddressCharacters: 15_000,
  /** A web address that customers are given. */
  addressCharacters: 1_000,
  companyCharacters: 100,
  helpTextCharacters: 60,
  buttonProfiles: 100,
  /** Of those that were given out and not removed. */
  buttonsPerProfile: 20_000,
  /** Of a list of them at once, the latest first. */
  buttonsListed: 50,
  /** Known on the device of one session's customer: the one that began it, and those that were deployed. */
  buttonsPerSession: 5,
  buttonNameCharacters: 80,
  /** Beside an icon there is not more room. */
  buttonTitleCharacters: 40,
  buttonDescriptionCharacters: 120,
  customFieldsPerSite: 100,
  customFieldNameCharacters: 64,
  /** Of each custom field and of the external key (behaviour.md §1.3); and of all of them together, in UTF-8. */
  customFieldCharacters: 1_024,
  customFieldsBytes: 10 * 1024,
  /** A link that hands a session, which a program began, to a browser: as long as somebody who is lost is waited for. */
  sessionLinkLifeMs: 5 * 60_000,
  /** Sessions that one source begins without a key: this many at once, this many a second after. */
  startsBurst: 30,
  startsPerSecond: 0.5,
  /** Sessions that one source has begun without a key and whose pages have not come yet. */
  awaitedPerSource: 20,
  /** How long a form that is sent again is answered as it was, and how many are known; the oldest give way. */
  sentFormLifeMs: 10 * 60_000,
  sentForms: 20_000,
  /** Messages that one source leaves. */
  messagesLeftBurst: 5,
  messagesLeftPerSecond: 1 / 60,
  leftMessages: 5_000,
  /** Of one public site that nobody has seen to yet: whoever floods one shuts none of the others. */
  openMessagesPerSite: 1_000,
  leftMessageCharacters: 2_000,
  reachCharacters: 200,
  questionsPerSurvey: 20,
  questionCharacters: 200,
  reportHeaderCharacters: 80,
  optionsPerQuestion: 20,
  optionCharacters: 80,
  /** As they are typed, one a line with its value before it. */
  optionLinesCharacters: 20 * (80 + 3 + 80 + 1),
  /** A question and its options in every language; a character can take nine of them. */
  questionFormBytes: 256 * 1024,
  answerLineCharacters: 200,
  answerCharacters: 2_000,
  /** All answers of a survey in one form; a character can take nine of them. */
  surveyFormBytes: 512 * 1024,
  /** A receipt that is pasted; far more than one of a full session has. A character can take nine bytes. */
  receiptCharacters: 28_000,
  receiptFormBytes: 256 * 1024,
  /** Recordings of one session that its customer may save. */
  recordingsOffered: 20,
  /** Receipts that one source has checked: this many at once, this many a second after. */
  receiptChecksBurst: 20,
  receiptChecksPerSecond: 0.5,
  /** Of the File Store: one file, how many, and all together. */
  storedFileBytes: 4 * 1024 * 1024,
  storedFiles: 500,
  storedFilesBytes: 128 * 1024 * 1024,
  storedFileNameCharacters: 100,
  htmlTemplates: 50,
  templateNameCharacters: 64,
  /** Sent in a form, in which a character may be nine bytes. */
  templateCharacters: 20_000,
  templateFormBytes: 256 * 1024,
  customerNotices: 50,
  noticeNameCharacters: 64,
  noticeTitleCharacters: 120,
  noticeMessageCharacters: 800,
  /** Apple iOS: one profile, and how many; all of them fit the frame that lists them in the console. */
  iosProfileBytes: 1024 * 1024,
  iosProfiles: 100,
  iosProfileNameCharacters: 60,
  /** Of those that an access key gives; a list of keys counts the others. */
  iosProfilesNamed: 3,
  iosProfileDescriptionCharacters: 500,
  /** A link that is passed on gives no more. */
  downloadsPerIosKey: 100,
  /** From the list of profiles to the download of one. */
  iosPassLifeMs: 15 * 60_000,
  /** Downloads of one source, since each is written down: this many at once, this many a second after. */
  iosDownloadsBurst: 30,
  iosDownloadsPerSecond: 0.1,
  sessionPolicies: 100,
  policyNameCharacters: 64,
  policyDescriptionCharacters: 500,
} as const;
