// The part of libsrtp 3's interface that mediasoup's worker calls, over libsrtp 2, because Debian 12 has only the latter.
//
// Version 3 made two changes that matter here: a policy is an object with setters instead of an open struct, and protecting writes
// to a second buffer instead of in place. Everything else (errors, profiles, events, sessions) is the same and comes from version 2's
// own header. What version 3 changed carries the prefix srtp3_ and is given version 3's name by the macros at the end.
#ifndef HANDRAIL_SRTP3_FACE_H
#define HANDRAIL_SRTP3_FACE_H

#include <srtp2/srtp.h>

#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

// Two errors that are new in version 3. Version 2 never returns them; the worker has a text for each.
constexpr srtp_err_status_t srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
constexpr srtp_err_status_t srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

struct Srtp3Policy
{
	srtp_policy_t v2{};
	// v2.key points here: version 2 wants the master key with its salt right behind.
	uint8_t key[SRTP_MAX_KEY_LEN]{};
};

using srtp3_policy_t = Srtp3Policy*;

inline srtp_err_status_t srtp3_policy_create(srtp3_policy_t* policy)
{
	*policy = new (std::nothrow) Srtp3Policy();

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp3_policy_destroy(srtp3_policy_t policy)
{
	if (policy)
	{
		// Unlike memset it is not left out by the compiler: no key stays behind in freed memory.
		explicit_bzero(policy->key, sizeof(policy->key));
	}

	delete policy;
}

inline srtp_err_status_t srtp3_policy_set_ssrc(srtp3_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->v2.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp3_policy_set_profile(srtp3_policy_t policy, srtp_profile_t profile)
{
	const srtp_err_status_t err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->v2.rtp, profile);

	return err ? err : srtp_crypto_policy_set_from_profile_for_rtcp(&policy->v2.rtcp, profile);
}

// Master key identifiers (mki) are refused: the worker never uses them.
inline srtp_err_status_t srtp3_policy_add_key(
  srtp3_policy_t policy,
  const uint8_t* key,
  size_t keyLength,
  const uint8_t* salt,
  size_t saltLength,
  const uint8_t* mki,
  size_t mkiLength)
{
	if (mki || mkiLength != 0 || keyLength > sizeof(policy->key) || saltLength > sizeof(policy->key) - keyLength)
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLength);
	std::memcpy(policy->key + keyLength, salt, saltLength);
	policy->v2.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp3_policy_set_allow_repeat_tx(srtp3_policy_t policy, bool allow)
{
	policy->v2.allow_repeat_tx = allow;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp3_policy_set_window_size(srtp3_policy_t policy, size_t packets)
{
	policy->v2.window_size = packets;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp3_create(srtp_t* session, const Srtp3Policy* policy)
{
	return srtp_create(session, &policy->v2);
}

// `ssrc` is in network byte order in both versions.
inline srtp_err_status_t srtp3_stream_remove(srtp_t session, uint32_t ssrc)
{
	return srtp_remove_stream(session, ssrc);
}

// Copies `in` to `out` (unless they are the same buffer) and lets version 2 change it there.
// `growth` is by how much version 2 may lengthen the packet: it does not know where the buffer ends.
inline srtp_err_status_t srtp3_transform(
  srtp_err_status_t (*inPlace)(srtp_t, void*, int*),
  srtp_t session,
  const uint8_t* in,
  size_t inLength,
  uint8_t* out,
  size_t* outLength,
  size_t growth)
{
	if (inLength > INT_MAX - growth || inLength + growth > *outLength)
	{
		return srtp_err_status_buffer_small;
	}

	if (out != in)
	{
		std::memcpy(out, in, inLength);
	}

	int length                  = static_cast<int>(inLength);
	const srtp_err_status_t err = inPlace(session, out, &length);

	if (err == srtp_err_status_ok)
	{
		*outLength = static_cast<size_t>(length);
	}

	return err;
}

inline srtp_err_status_t srtp3_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLength, uint8_t* srtp, size_t* srtpLength, size_t /*mkiIndex*/)
{
	return srtp3_transform(srtp_protect, session, rtp, rtpLength, srtp, srtpLength, SRTP_MAX_TRAILER_LEN);
}

inline srtp_err_status_t srtp3_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLength, uint8_t* rtp, size_t* rtpLength)
{
	return srtp3_transform(srtp_unprotect, session, srtp, srtpLength, rtp, rtpLength, 0);
}

inline srtp_err_status_t srtp3_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLength, uint8_t* srtcp, size_t* srtcpLength, size_t /*mkiIndex*/)
{
	// The four bytes are SRTCP's index (RFC 3711, section 3.4).
	return srtp3_transform(srtp_protect_rtcp, session, rtcp, rtcpLength, srtcp, srtcpLength, SRTP_MAX_TRAILER_LEN + 4);
}

inline srtp_err_status_t srtp3_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLength, uint8_t* rtcp, size_t* rtcpLength)
{
	return srtp3_transform(srtp_unprotect_rtcp, session, srtcp, srtcpLength, rtcp, rtcpLength, 0);
}

#define srtp_policy_t srtp3_policy_t
#define srtp_policy_create srtp3_policy_create
#define srtp_policy_destroy srtp3_policy_destroy
#define srtp_policy_set_ssrc srtp3_policy_set_ssrc
#define srtp_policy_set_profile srtp3_policy_set_profile
#define srtp_policy_add_key srtp3_policy_add_key
#define srtp_policy_set_allow_repeat_tx srtp3_policy_set_allow_repeat_tx
#define srtp_policy_set_window_size srtp3_policy_set_window_size
#define srtp_create srtp3_create
#define srtp_stream_remove srtp3_stream_remove
#define srtp_protect srtp3_protect
#define srtp_unprotect srtp3_unprotect
#define srtp_protect_rtcp srtp3_protect_rtcp
#define srtp_unprotect_rtcp srtp3_unprotect_rtcp

#endif
