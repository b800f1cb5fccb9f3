// ankerl::unordered_dense as far as mediasoup uses it, over the standard containers, because Debian 12 does not package it.
//
// The standard containers promise more than the original (references stay valid over an insertion, erasing moves nothing), so code
// that is right with the original is right with these. They differ in the order of iteration, on which the worker does not rely.
#pragma once

#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense
{
	template<typename T>
	struct hash : std::hash<T>
	{
	};

	template<typename Key, typename Value, typename Hash = hash<Key>>
	using map = std::unordered_map<Key, Value, Hash>;

	template<typename Key, typename Hash = hash<Key>>
	using set = std::unordered_set<Key, Hash>;
} // namespace ankerl::unordered_dense
